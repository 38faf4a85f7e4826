// The log on Node: pino, written without waiting for the disk or the pipe behind standard output.
import pino from 'pino';
import type { LogLevel } from './config.ts';
import type { Log } from './deps.ts';

export interface NodeLog extends Log {
  /** Writes out what is still held back; before the process ends. */
  flush(): void;
}

export function nodeLog(level: LogLevel): NodeLog {
  const destination = pino.destination({ dest: 1, sync: false });
  const logger = pino(
    {
      level,
      // No process id and no host name: neither helps behind an orchestrator.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    info(fields, message) {
      logger.info(fields, message);
    },
    warn(fields, message) {
      logger.warn(fields, message);
    },
    error(fields, message) {
      logger.error(fields, message);
    },
    flush() {
      try {
        destination.flushSync();
      } catch {
        // Not yet opened, or nobody is listening any more: nothing to save.
      }
    },
  };
}
