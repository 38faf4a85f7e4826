import type { PlateWords } from './plate.ts';

export const en: PlateWords = {
  words: {
    valid: 'Valid',
    withdrawn: 'Withdrawn',
    suspended: 'Suspended',
    superseded: 'Superseded',
    unconfirmed: 'Unconfirmed',
    unchecked: 'Not checked',
    notOurs: 'Not ours',
    bad: 'Not valid',
    unknown: 'Not recognised',
  },
  until: 'as of',
};
