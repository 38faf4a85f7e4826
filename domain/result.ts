/** An expected refusal is a value; a bug is a throw. `fault` always carries a stable `code`. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: F };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <F>(fault: F): { readonly ok: false; readonly fault: F } => ({ ok: false, fault });

/** A text in the two languages of the service; Chinese is the authoritative one (D14). */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
