// Around what a code says that is not one of ours.
import { inBoth } from '../i18n/language.ts';

export const foreignWords = inBoth(
  {
    site: '这个二维码指向的网站',
    notOpened: '本站没有打开它。不认识的网站请不要自己去打开。',
    text: '这个二维码的内容',
  },
  {
    site: 'This QR code points to the site',
    notOpened: 'It has not been opened. Do not open sites you do not know.',
    text: 'This QR code says',
  },
);
