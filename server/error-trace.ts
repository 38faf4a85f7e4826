// What the log may know of an unexpected error. Messages are left out altogether: database drivers put statements with
// their values into them, JSON.parse quotes its input, and which library will do so next cannot be known.

type Described = {
  error: string;
  code?: string;
  at: string[];
  cause?: Described;
};

const PLAIN_CODE = /^[A-Za-z0-9_]{1,40}$/;

/** Class, code and stack frames of an error and its causes: enough to find the line, nothing of what was processed. */
export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const { code, cause, message, stack = '' } = error as Error & { code?: unknown };
  // The stack repeats the message, over as many lines as that has, before the frames: a line of it could look like one.
  const behind = stack.indexOf(message) + message.length;
  const frames = stack
    .slice(behind)
    .split('\n')
    .filter((line) => /^ {4}at .+:\d+:\d+\)?$/.test(line));
  return {
    error: PLAIN_CODE.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && PLAIN_CODE.test(code) ? { code } : {}),
    at: frames.slice(0, 12).map((line) => line.trim()),
    ...(cause !== undefined && depth < 4 ? { cause: describeError(cause, depth + 1) } : {}),
  };
}
