// Dates as they are read in China, whatever the time zone of the device.
import { language, type Language } from './i18n/language.ts';

const MOMENT = {
  zh: new Intl.DateTimeFormat('zh-CN', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' }),
} as const satisfies Record<Language, Intl.DateTimeFormat>;

const DAY = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const satisfies Record<Language, Intl.DateTimeFormat>;

/** A moment (ISO 8601 or milliseconds) in Beijing time, to the minute. */
export const momentText = (moment: string | number): string => MOMENT[language.value].format(new Date(moment));

/** A date as printed on a certificate, from YYYY-MM-DD: 2026年3月9日. */
export const dateText = (date: string): string => DAY[language.value].format(new Date(`${date}T00:00:00Z`));
