import type { HomeWords } from './home.ts';

export const en: HomeWords = {
  titlePhrases: ['Check a skill level certificate'],
  pageTitle: 'Home',
  lead: 'Is the certificate in your hand genuine, and is it valid today?',
  choose: 'How would you like to check?',
  scan: 'Scan the QR code',
  scanHint: 'You hold the certificate: an answer in seconds, even without network',
  lookup: 'Type the details',
  lookupHint: 'Any two of certificate number, name and ID number',
  where: 'Where to find these on the certificate',
  sketch:
    'Sketch of a certificate: the QR code is at the lower left; name, ID number and certificate number are at the lower right.',
  place1: 'QR code',
  place2: 'Name 姓名',
  place3: 'ID No. 证件号码',
  place4: 'Certificate No. 证书编号',
  placeNote: 'Electronic and paper certificates share one layout and have equal force.',
  more: 'You may also want to know',
  notFound: 'What if a certificate cannot be found',
  notFoundWhy:
    'A new certificate can take up to 75 working days to appear; the issuing institution can always confirm it.',
  progress: 'When will my certificate be online',
  progressWhy: 'See how far its data is, who has it now, and the last day by which it can be looked up.',
  clone: 'How to spot a cloned verification site',
  cloneWhy: 'A printed address cannot protect you from an imitation. Type the address yourself, or install this app.',
  privacy: 'What a lookup leaves behind',
  privacyWhy: 'Names and ID numbers you type go into no address, browsing history or log.',
  many: 'Many certificates on a hiring day',
  manyWhy: 'Scan one after another; results stay on your device and can be exported as a table.',
};
