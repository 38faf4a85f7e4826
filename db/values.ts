// How values go to either driver and come back from it (see Executor).

export type Scalar = string | number | boolean | null | Uint8Array;
export type Parameter = Scalar | readonly Scalar[];

/** date, timestamp, timestamptz, interval, by object id: left as PostgreSQL writes them. */
export const DATE_AND_TIME_TYPES = [1082, 1114, 1184, 1186];

export const INT8 = 20;

/** A bigint as number; throws beyond 2^53, where a number would silently be another one. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint column holds more than 2^53');
  return value;
}

/** Arrays as array literals: both drivers guess the type of an array from its first element, and guess differently. */
export function forDriver(parameters: readonly Parameter[]): Scalar[] {
  return parameters.map((value) => (isArray(value) ? arrayLiteral(value) : value));
}

const isArray = (value: Parameter): value is readonly Scalar[] => Array.isArray(value);

/** PostgreSQL's text form of an array (section 8.15.6 of its manual). */
export function arrayLiteral(values: readonly Scalar[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: Scalar): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `"\\\\x${hexOf(value)}"`;
  if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return String(value);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
