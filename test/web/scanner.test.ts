// The scanner's parts that need no browser: where it looks, what it shows of other people's codes, and its decoder on
// photographs of our own printed codes.
import { decodeQR } from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { foreignHost, plainText } from '../../web/scanner/foreign-content.tsx';
import { lookAtFrame, looksAtPicture } from '../../web/scanner/frames.ts';
import { newAuthority } from '../harness/authority.ts';
import { modulesOf, photograph } from '../harness/printed-page.ts';

describe('where the scanner looks', () => {
  test.each([
    [640, 480],
    [1280, 720],
    [1080, 1920],
    [1920, 1080],
  ])(
    'in a frame of %i × %i: by turns all of it and its middle, never larger than the decoder needs',
    (width, height) => {
      const [whole, middle] = [lookAtFrame(width, height, 0), lookAtFrame(width, height, 1)];
      expect(whole).toMatchObject({ x: 0, y: 0, width, height });
      expect(Math.max(whole.width, whole.height) * whole.scale).toBeLessThanOrEqual(1280);
      expect(middle.width).toBe(middle.height);
      expect(middle.x + middle.width).toBeLessThanOrEqual(width);
      expect(middle.y + middle.height).toBeLessThanOrEqual(height);
      expect(middle.width * middle.scale).toBeLessThanOrEqual(1440);
      expect(lookAtFrame(width, height, 2)).toEqual({ ...whole, turned: true });
      expect(lookAtFrame(width, height, 3)).toEqual({ ...middle, turned: true });
    },
  );

  test.each([
    [400, 300],
    [1080, 2400],
    [4000, 3000],
    [12_000, 8000],
  ])('in a picture of %i × %i: at most 19 looks inside of it, of bounded size', (width, height) => {
    const looks = looksAtPicture(width, height);
    expect(looks.length).toBeGreaterThanOrEqual(3);
    expect(looks.length).toBeLessThanOrEqual(19);
    for (const look of looks) {
      expect(look.x).toBeGreaterThanOrEqual(0);
      expect(look.x + look.width).toBeLessThanOrEqual(width + 0.001);
      expect(look.y + look.height).toBeLessThanOrEqual(height + 0.001);
      expect(Math.max(look.width, look.height) * look.scale).toBeLessThanOrEqual(2000.5);
    }
  });
});

describe('a code that is not ours', () => {
  test('is named by its host alone, look-alike letters spelt out', () => {
    expect(foreignHost('https://evil.example/q#123?token=secret')).toBe('evil.example');
    expect(foreignHost('HTTP://WWW.EXAMPLE.COM:8080/x')).toBe('www.example.com:8080');
    expect(foreignHost('https://zhеngyan.example/q#1')).toMatch(/^xn--/);
    expect(foreignHost('https://user:password@evil.example/')).toBe('evil.example');
  });

  test.each(['javascript:alert(1)', 'WIFI:S:home;P:secret;;', 'data:text/html,x', 'BEGIN:VCARD', '123456', ''])(
    '%s is no address, and is shown as text',
    (text) => {
      expect(foreignHost(text)).toBeNull();
    },
  );

  test('cannot turn the direction of writing, hide characters or fill the screen', () => {
    expect(plainText('abc\u202Egpj.exe\u0000\u200B')).toBe('abc\uFFFDgpj.exe\uFFFD\uFFFD');
    expect(Array.from(plainText('长'.repeat(5000)))).toHaveLength(121);
  });
});

describe('the decoder', () => {
  test.each([
    ['held well', { width: 1280, height: 720, qrPixels: 420, rotation: 3, noise: 3, blur: 0.8 }],
    ['turned', { width: 1280, height: 720, qrPixels: 420, rotation: 33, noise: 3 }],
    ['held at an angle', { width: 1920, height: 1080, qrPixels: 640, tilt: 0.2, rotation: 8, noise: 3 }],
    ['in dim light', { width: 1280, height: 720, qrPixels: 480, light: 0.3, noise: 6 }],
    ['with a stain on 6 % of it', { width: 1280, height: 720, qrPixels: 480, stain: 0.06, noise: 2 }],
    ['forwarded as a JPEG', { width: 1280, height: 720, qrPixels: 480, jpeg: 40, noise: 2 }],
  ])('reads a sealed code of a printed certificate %s (D5)', async (_, view) => {
    const text = await (await newAuthority()).seal();
    expect(modulesOf(text, 'Q').version).toBeLessThanOrEqual(15);
    const { width, height, data } = photograph(text, 'Q', { seed: 7, ...view });
    const pixels = Uint8ClampedArray.from({ length: data.length * 4 }, (__, i) => data[i >> 2] ?? 0);
    expect(decodeQR({ width, height, data: pixels }, { effort: 8, timeLimit: 100 })).toBe(text);
  });
});
