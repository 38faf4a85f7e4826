import type { IdCheckWords } from './id-check.ts';

export const en: IdCheckWords = {
  idCode: 'Check code',
  idCodeHint: '10 digits and letters such as 7K3QM-9XW2T, in either case',
  idCodeWrong: 'A check code has 10 digits and letters. Compare it with the certificate.',
  idType: 'ID type',
  idNumber: 'ID number',
  idSubmit: 'Check',
  idChecking: 'Checking, about a second…',
  idMatch: 'Match',
  idMatchWhy: 'This is the ID number registered when the certificate was issued.',
  idNoMatch: 'No match',
  idNoMatchWhy:
    'See whether check code, type or number is mistyped. If not, the certificate does not belong to this ID, or another document was registered.',
  idFailed: 'The check could not be completed. Please try again.',
};
