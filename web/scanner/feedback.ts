// A verdict can be felt and heard, for somebody who looks at the paper and not at the screen. It never replaces the plate.
import type { Colour } from '../../domain/verdict.ts';
import type { ScanChoices } from './choices.ts';

/** Milliseconds on, off, on …: once for good, twice for look here, three long ones for stop. */
const PATTERNS = {
  green: [60],
  amber: [60, 80, 60],
  grey: [60, 80, 60],
  red: [220, 90, 220, 90, 220],
} as const satisfies Record<Colour, readonly number[]>;
const PITCH = { green: 880, amber: 660, grey: 660, red: 330 } as const satisfies Record<Colour, number>;

let audio: AudioContext | null = null;

/** Call from the tap that turns sound on: browsers let a page sound only after one. */
export function allowSound(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    audio = null; // no sound on this device
  }
}

/** Never throws: a device that cannot sound must not hold up a verdict. */
export function tellColour(colour: Colour, { vibrate, beep }: ScanChoices): void {
  try {
    // Absent on iOS and on desktops.
    if (vibrate) navigator.vibrate?.([...PATTERNS[colour]]);
    if (beep) sound(colour);
  } catch {
    // The plate says it all.
  }
}

function sound(colour: Colour): void {
  allowSound();
  if (!audio) return;
  let at = audio.currentTime;
  for (const [i, ms] of PATTERNS[colour].entries()) {
    if (i % 2 === 0) note(audio, PITCH[colour], at, ms / 1000);
    at += ms / 1000;
  }
}

function note(context: AudioContext, pitch: number, at: number, seconds: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.value = 0.15;
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}
