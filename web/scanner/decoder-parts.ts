// What turns pixels into text, as one file that is fetched when the scanner opens.
export { openDecoder } from './decoder.ts';
export { createEye, lookAtFrame } from './frames.ts';
export { readPicture } from './picture.ts';
