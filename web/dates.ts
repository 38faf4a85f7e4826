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

const CLOCK = {
  zh: clock('zh-CN'),
  en: clock('en-GB'),
} as const satisfies Record<Language, Intl.DateTimeFormat>;

function clock(tag: string): Intl.DateTimeFormat {
  const parts = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(tag, { ...parts, timeZone: 'Asia/Shanghai', hourCycle: 'h23' });
}

/** A moment of these days in Beijing time, short: 3月9日 09:05. Milliseconds. */
export const clockText = (moment: number): string => CLOCK[language.value].format(moment);

/** A moment (ISO 8601 or milliseconds) in Beijing time, to the minute. */
export const momentText = (moment: string | number): string => MOMENT[language.value].format(new Date(moment));

/** A date as printed on a certificate, from YYYY-MM-DD: 2026年3月9日. */
export const dateText = (date: string): string => DAY[language.value].format(new Date(`${date}T00:00:00Z`));
