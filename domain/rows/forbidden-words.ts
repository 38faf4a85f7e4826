// R15: words that a certificate must not bear, so that nobody takes it for a state qualification.

/** The longer ones first: of words that contain each other the longest is named. */
export const FORBIDDEN_WORDS = [
  '中华人民共和国',
  '职业资格',
  '人员资格',
  '广东省',
  '中国',
  '中华',
  '国家',
  '全国',
  '广东',
] as const;

const PATTERN = new RegExp(FORBIDDEN_WORDS.join('|'), 'u');

/** The first forbidden word of a text; null without one. The institution's own filed name may stand in it (R15). */
export function forbiddenWordIn(text: string, filedName: string): string | null {
  if (!PATTERN.test(text)) return null;
  const rest = filedName === '' ? text : text.replaceAll(filedName, '\n');
  return PATTERN.exec(rest)?.[0] ?? null;
}
