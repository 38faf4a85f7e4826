// Words for what is wrong with a typed fact, in the language of the page.
import { FAULT_WORDS, type FaultCode } from '../domain/fault-words.ts';
import { language } from './i18n/language.ts';

export const faultText = (code: FaultCode): string => FAULT_WORDS[code][language.value];
