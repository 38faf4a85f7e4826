// From a video or a picture to pixels that the decoder reads well: which part of it, and how large.

/** A part of the source and the size at which it is looked at, in pixels. */
export interface Look {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
}

const WHOLE_FRAME = 1280;
const MIDDLE = 1080;
/** Below this a module of the printed code is about two pixels, where the decoder reads twice as many codes enlarged. */
const SMALL = 720;

/** Turn by turn the whole frame and its middle (where the viewfinder is), so that near and far codes are both met. */
export function lookAtFrame(width: number, height: number, turn: number): Look {
  if (turn % 2 === 0) return { x: 0, y: 0, width, height, scale: Math.min(1, WHOLE_FRAME / Math.max(width, height)) };
  const side = Math.round(Math.min(width, height) * 0.9);
  const scale = side < SMALL ? 2 : Math.min(1, MIDDLE / side);
  return { x: Math.round((width - side) / 2), y: Math.round((height - side) / 2), width: side, height: side, scale };
}

/**
 * Everything worth trying on a still picture, the likeliest first: the whole at three sizes, then overlapping quarters and
 * ninths, for a code that is small on a photographed page. At most 16 looks, each of at most 2000 × 2000 pixels.
 */
export function looksAtPicture(width: number, height: number): Look[] {
  const longer = Math.max(width, height);
  const whole = (target: number): Look => ({ x: 0, y: 0, width, height, scale: Math.min(2, target / longer) });
  const looks = [whole(1280), whole(2000), whole(800)];
  for (const parts of [2, 3]) {
    if (longer / parts < 400) break;
    // Each part reaches over its neighbour by a third, so that no code lies on a cut alone.
    const [w, h] = [Math.min(width, (width / parts) * 1.33), Math.min(height, (height / parts) * 1.33)];
    for (let row = 0; row < parts; row++) {
      for (let column = 0; column < parts; column++) {
        const x = ((width - w) * column) / (parts - 1);
        const y = ((height - h) * row) / (parts - 1);
        looks.push({ x, y, width: w, height: h, scale: Math.min(2, 1280 / Math.max(w, h)) });
      }
    }
  }
  return looks;
}

/** Draws looks at a source into pixels; keeps one canvas. Null while there is nothing to see, or no canvas to be had. */
export function createEye(): (source: CanvasImageSource, look: Look) => ImageData | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (source, { x, y, width, height, scale }) => {
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (!context || w < 21 || h < 21) return null;
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    context.drawImage(source, x, y, width, height, 0, 0, w, h);
    return context.getImageData(0, 0, w, h);
  };
}
