/* oxlint-disable typescript/consistent-type-imports -- a file that declares modules for everybody may not import */
// What one-language.ts makes of the tables of sentences in domain/.
declare module '*/fault-words.ts?only=zh' {
  export const FAULT_WORDS: Record<import('../domain/fault-words.ts').FaultCode, string>;
}
declare module '*/fault-words.ts?only=en' {
  export const FAULT_WORDS: Record<import('../domain/fault-words.ts').FaultCode, string>;
}
declare module '*/verdict-words.ts?only=zh&take=title' {
  export const VERDICT_WORDS: Record<
    import('../domain/verdict.ts').VerdictCode,
    Pick<import('../domain/verdict-words.ts').VerdictText, 'title'>
  >;
}
declare module '*/verdict-words.ts?only=en&take=title' {
  export { VERDICT_WORDS } from '*/verdict-words.ts?only=zh&take=title';
}
declare module '*/verdict-words.ts?only=zh&take=why,next' {
  export const VERDICT_WORDS: Record<
    import('../domain/verdict.ts').VerdictCode,
    Omit<import('../domain/verdict-words.ts').VerdictText, 'title'>
  >;
}
declare module '*/verdict-words.ts?only=en&take=why,next' {
  export { VERDICT_WORDS } from '*/verdict-words.ts?only=zh&take=why,next';
}
declare module '*/verdict-words.ts?only=zh&take=checks' {
  export const CHECK_WORDS: Record<import('../domain/verdict.ts').CheckName, string>;
}
declare module '*/verdict-words.ts?only=en&take=checks' {
  export { CHECK_WORDS } from '*/verdict-words.ts?only=zh&take=checks';
}
// Tests read pages' modules without Vite's own types.
declare module '*.css' {}
