import type { ResultWords } from './result.ts';

export const en: ResultWords = {
  title: 'Result',
  one: '1 certificate found',
  many: (n: number) => `${n} certificates found`,
  which: (n: number) => `Certificate ${n}`,
  words: { valid: 'Valid', withdrawn: 'Withdrawn', suspended: 'Suspended' },
  lines: {
    valid: 'The register agrees with both facts you gave',
    withdrawn: 'Both facts agree with the register, but this certificate has been withdrawn',
    suspended: 'Both facts agree with the register, but this certificate is under review',
  },
  compareTitle: 'Compare each line with the certificate',
  compare: 'If anything printed on the certificate differs, it may have been altered: ask the issuing institution.',
  withheld:
    'Nothing else is shown of withdrawn or suspended certificates. The holder can ask the issuing institution for the reason.',
  masked: 'You did not give the name, so only its first character is shown',
  institutionContact: 'Contacts',
  asOf: 'Looked up (Beijing time): ',
  print: 'Print the result',
  printed: (host: string) => `Looked up at ${host}. A printout does not replace looking it up yourself.`,
  again: 'Look up another',
  change: 'Go back and change',
  noMatch: 'Not found',
  noMatchLine: 'No certificate agrees with both facts',
  noMatchNot: 'That does not mean the certificate is false. In this order:',
  step1: 'Check what you typed',
  step1Why:
    'Compare the number part by part; write the name as on the certificate; use the ID document registered at the time of issue.',
  step2: 'See whether the certificate is new',
  step2Why: 'A certificate can take up to 75 working days from its date of issue to appear.',
  progress: 'Holders: see how far it is',
  step3: 'Ask the issuing institution',
  step3Why:
    'Whoever issues a certificate answers for it. Its name is at the lower left; the directory has its contacts and filed scope.',
  thisInstitution: 'See the institution this number belongs to',
  directory: 'Directory of institutions',
  scan: 'Certificate in hand? Scan its QR code',
};
