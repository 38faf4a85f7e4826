// D4: what is shown of a name to somebody who has not brought it.

/** The first character with the marks and variation selectors that belong to it, then `**` whatever the length (D4). */
export function maskName(original: string): string {
  const first = /[^\s\p{Default_Ignorable_Code_Point}]\p{M}*/u.exec(original);
  return `${first?.[0] ?? ''}**`;
}
