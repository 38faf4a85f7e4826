import type { ScanWords } from './words.ts';

export const en: ScanWords = {
  title: 'Scan',
  lead: 'Check the QR code on a certificate on the spot, with or without a network.',
  aim: 'Hold the certificate’s QR code inside the frame',
  starting: 'Opening the camera…',
  startingHint:
    'If you are asked, allow the use of the camera. Pictures stay on this device; they are neither kept nor sent.',
  live: 'The camera is on, looking for a QR code',
  found: 'QR code read, checking…',
  video: 'Camera picture',
  retry: 'Open the camera again',
  camera: 'Camera',
  cameraNumber: (n: number) => `Camera ${n}`,
  torch: 'Light',
  torchFailed: 'This device could not switch its light on.',
  zoom: 'Zoom',
  faults: {
    insecure: {
      title: 'No camera at this address',
      why: 'Browsers allow the camera only on addresses that begin with https. Open this site at its secure address, or use another way below.',
    },
    unsupported: {
      title: 'This browser cannot use the camera',
      why: 'Browsers inside chat apps often cannot. Open this site in the system’s own browser, or use another way below.',
    },
    denied: {
      title: 'The camera was not allowed',
      why: 'Allow it in the site settings beside the address bar, or in the system settings, and open it again; or use another way below.',
    },
    none: {
      title: 'No camera found',
      why: 'This device has no camera, or it is not connected. Use another way below.',
    },
    busy: {
      title: 'The camera is in use elsewhere',
      why: 'Close the program that uses it, such as a video call, and open it again; or use another way below.',
    },
    ended: {
      title: 'The camera was disconnected',
      why: 'It was unplugged, or permission was taken back. Open it again.',
    },
  },
  other: 'Other ways',
  picture: 'Choose a picture',
  pictureHint: 'A screenshot or a photo; you can also drop one here',
  drop: 'Let go to read this picture',
  clipboard: 'Read the clipboard',
  clipboardHint: 'A picture or text; or just press Ctrl+V',
  reading: 'Reading the picture…',
  pictures: {
    too_large: {
      title: 'The picture is too large',
      why: 'Crop it to the QR code, or make it smaller than 40 MB and 100 megapixels.',
    },
    heic: {
      title: 'HEIC photos cannot be opened here',
      why: 'Save the photo as JPEG on the phone, or take a screenshot of it, and choose that picture.',
    },
    pdf: {
      title: 'This is a PDF file',
      why: 'Open it, take a screenshot of the QR code and choose that; or scan the code on the screen with a phone.',
    },
    not_a_picture: {
      title: 'This file is not a picture that can be opened',
      why: 'Choose a JPEG, PNG or WebP picture.',
    },
    no_code: {
      title: 'No QR code could be read in the picture',
      why: 'Let the code fill a third of the picture or more, without glare or blur, with a white margin all round.',
    },
  },
  clipboards: {
    denied: {
      title: 'The clipboard could not be read',
      why: 'The browser did not allow it. Paste into the field below instead.',
    },
    empty: { title: 'No text or picture on the clipboard', why: 'Copy the QR code’s picture or content first.' },
  },
  text: 'Content of the QR code',
  textHint: 'The long text another scanner has read; paste all of it',
  textEmpty: 'Paste the content of the QR code first.',
  submit: 'Check',
  settings: 'Scanner settings',
  vibrate: 'Vibrate at a verdict',
  beep: 'Sound at a verdict',
  many: 'Many certificates to check?',
  manyLink: 'Scan many in a row',
  memory: 'This browser keeps no data (private mode, for example): offline use ends when it is closed.',
};
