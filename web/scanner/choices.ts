// What a person has chosen for scanning, kept on this device: which camera, and how a verdict makes itself felt.

export interface ScanChoices {
  /** The browser's made-up id, different for every site; never the camera's name. */
  camera: string | null;
  vibrate: boolean;
  beep: boolean;
}

const KEY = 'zhengyan.scan';
const DEFAULTS: ScanChoices = { camera: null, vibrate: true, beep: false };

/** The kept choices; the usual ones where nothing, or nothing readable, is kept. */
export function keptChoices(): ScanChoices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return DEFAULTS;
    return {
      camera: 'camera' in kept && typeof kept.camera === 'string' ? kept.camera : DEFAULTS.camera,
      vibrate: 'vibrate' in kept ? kept.vibrate === true : DEFAULTS.vibrate,
      beep: 'beep' in kept ? kept.beep === true : DEFAULTS.beep,
    };
  } catch {
    return DEFAULTS;
  }
}

export function keepChoices(choices: ScanChoices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Private mode or no space left: chosen for this visit only.
  }
}
