// How values come back from either driver (see Executor).

/** date, timestamp, timestamptz, interval and their arrays, by object id: left as PostgreSQL writes them. */
export const DATE_AND_TIME_TYPES = [1082, 1114, 1184, 1186, 1182, 1115, 1185, 1187];

export const INT8 = 20;

/** A bigint as number; throws beyond 2^53, where a number would silently be another one. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint column holds more than 2^53');
  return value;
}
