// Words for what is wrong with a typed fact, from the table shared with the API.
// oxlint-disable-next-line typescript/triple-slash-reference -- tests read this file outside the pages' project
/// <reference path="../words.d.ts" />
import type { FaultCode } from '../../domain/fault-words.ts';
import { FAULT_WORDS as zh } from '../../domain/fault-words.ts?only=zh';
import { englishOnDemand } from './language.ts';

const faultWords = englishOnDemand(zh, async () => ({
  en: (await import('../../domain/fault-words.ts?only=en')).FAULT_WORDS,
}));

export const faultText = (code: FaultCode): string => faultWords()[code];
