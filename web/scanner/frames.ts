// From a video or a picture to pixels that the decoder reads well: which part of it, and how large.

/** A part of the source and the size at which it is looked at, in pixels. */
export interface Look {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
  /** Turned by 90°: about one code in twenty, held a little askew, is read only so (bench/qr-decoders.ts). */
  turned: boolean;
}

const WHOLE_FRAME = 1280;
const MIDDLE = 1080;
/** Below this a module of the printed code is about two pixels, where the decoder reads twice as many codes enlarged. */
const SMALL = 720;

/**
 * Turn by turn the whole frame and its middle (where the viewfinder is), then both turned by 90°, so that near and far codes
 * are both met.
 */
export function lookAtFrame(width: number, height: number, turn: number): Look {
  const turned = turn % 4 >= 2;
  if (turn % 2 === 0) {
    return { x: 0, y: 0, width, height, scale: Math.min(1, WHOLE_FRAME / Math.max(width, height)), turned };
  }
  const side = Math.round(Math.min(width, height) * 0.9);
  const scale = side < SMALL ? 2 : Math.min(1, MIDDLE / side);
  const [x, y] = [Math.round((width - side) / 2), Math.round((height - side) / 2)];
  return { x, y, width: side, height: side, scale, turned };
}

/**
 * Everything worth trying on a still picture, the likeliest first: the whole at three sizes, then overlapping quarters and
 * ninths, for a code that is small on a photographed page. At most 19 looks, each of at most 2000 × 2000 pixels.
 */
export function looksAtPicture(width: number, height: number): Look[] {
  const longer = Math.max(width, height);
  const whole = (target: number, turned: boolean): Look => {
    return { x: 0, y: 0, width, height, scale: Math.min(2, target / longer), turned };
  };
  const looks = [1280, 2000, 800].flatMap((target) => [whole(target, false), whole(target, true)]);
  for (const parts of [2, 3]) {
    if (longer / parts < 400) break;
    // Each part reaches over its neighbour by a third, so that no code lies on a cut alone.
    const [w, h] = [Math.min(width, (width / parts) * 1.33), Math.min(height, (height / parts) * 1.33)];
    const scale = Math.min(2, 1280 / Math.max(w, h));
    for (let row = 0; row < parts; row++) {
      for (let column = 0; column < parts; column++) {
        const x = ((width - w) * column) / (parts - 1);
        const y = ((height - h) * row) / (parts - 1);
        looks.push({ x, y, width: w, height: h, scale, turned: parts === 3 });
      }
    }
  }
  return looks;
}

/** Draws looks at a source into pixels; keeps one canvas. Null while there is nothing to see, or no canvas to be had. */
export function createEye(): (source: CanvasImageSource, look: Look) => ImageData | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (source, { x, y, width, height, scale, turned }) => {
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (!context || w < 21 || h < 21) return null;
    const [across, down] = turned ? [h, w] : [w, h];
    if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
    if (turned) context.setTransform(0, 1, -1, 0, h, 0);
    else context.resetTransform();
    context.drawImage(source, x, y, width, height, 0, 0, w, h);
    return context.getImageData(0, 0, across, down);
  };
}
