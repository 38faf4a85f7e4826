/** The value, where the test is wrong if there is none. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the test expects a value here');
  return value;
}
