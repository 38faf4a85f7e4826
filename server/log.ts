// The log where there is nothing but a console (Workers): one JSON object a line, in the same form as on Node.
import type { LogLevel } from './config.ts';
import type { Log } from './deps.ts';

const RANK = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const satisfies Record<LogLevel, number>;

/** Lines at or above `level`, written by `write`, stamped with the time of `now` (ms). */
export function lineLog(level: LogLevel, write: (line: string) => void, now: () => number): Log {
  const at =
    (own: Exclude<LogLevel, 'silent' | 'debug'>) =>
    (fields: Record<string, unknown>, message: string): void => {
      if (RANK[own] < RANK[level]) return;
      write(JSON.stringify({ level: own, time: new Date(now()).toISOString(), ...fields, msg: message }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
