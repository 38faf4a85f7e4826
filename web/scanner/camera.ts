// The camera: opened, chosen, lit, closed. Every way in which it cannot be had is a value with words of its own.
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';

/**
 * - `insecure`     the page came over plain http, where browsers give no camera
 * - `unsupported`  a browser without camera access, such as inside some chat applications
 * - `denied`       refused by the person, the system or a policy
 * - `none`         no camera there
 * - `busy`         another program holds it, or it failed to start
 * - `ended`        it was unplugged, or permission was taken back while in use
 */
export type CameraFault = 'insecure' | 'unsupported' | 'denied' | 'none' | 'busy' | 'ended';

export interface Camera {
  stream: MediaStream;
  /** The browser's id for the device, made up for this site; null when it does not say. */
  deviceId: string | null;
  hasTorch: boolean;
  zoom: { min: number; max: number; step: number; now: number } | null;
  /** False when the lamp did not obey. */
  setTorch(on: boolean): Promise<boolean>;
  setZoom(factor: number): Promise<boolean>;
  onEnded(tell: () => void): void;
  close(): void;
}

/** Image Capture (W3C): members that TypeScript's DOM types do not have yet. */
interface CameraAbilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step: number };
  focusMode?: string[];
}

/** Opens a camera; the rear one unless `deviceId` names another. A remembered device that has gone is no fault. */
export async function openCamera(deviceId: string | null): Promise<Result<Camera, CameraFault>> {
  // Typed as always there, which is true only over https and outside of some in-app browsers.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) return refuse(isSecureContext ? 'unsupported' : 'insecure');
  const wanted = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } };
  try {
    const video = { ...wanted, width: { ideal: 1920 }, height: { ideal: 1080 } };
    return ok(describe(await devices.getUserMedia({ audio: false, video })));
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : '';
    if (deviceId && (name === 'OverconstrainedError' || name === 'NotFoundError')) return openCamera(null);
    return refuse(FAULTS[name] ?? 'busy');
  }
}

const FAULTS: Record<string, CameraFault> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
  TypeError: 'unsupported',
};

function describe(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks();
  const settings = track?.getSettings() ?? {};
  const abilities: CameraAbilities = track?.getCapabilities?.() ?? {};
  const apply = async (change: object): Promise<boolean> => {
    try {
      await track?.applyConstraints({ advanced: [change] });
      return true;
    } catch {
      return false;
    }
  };
  if (abilities.focusMode?.includes('continuous')) void apply({ focusMode: 'continuous' });
  return {
    stream,
    deviceId: settings.deviceId ?? null,
    hasTorch: abilities.torch === true,
    zoom: zoomOf(abilities, settings),
    setTorch: (on) => apply({ torch: on }),
    setZoom: (factor) => apply({ zoom: factor }),
    onEnded: (tell) => track?.addEventListener('ended', tell),
    close() {
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

function zoomOf({ zoom }: CameraAbilities, settings: MediaTrackSettings & { zoom?: number }): Camera['zoom'] {
  if (!zoom || !(zoom.max > zoom.min)) return null;
  return { min: zoom.min, max: zoom.max, step: zoom.step || 0.1, now: settings.zoom ?? zoom.min };
}

export interface CameraChoice {
  deviceId: string;
  /** As the system names it; for the screen only, never stored. Empty until permission is given. */
  label: string;
}

export async function listCameras(): Promise<CameraChoice[]> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  const all = (await devices?.enumerateDevices?.().catch(() => [])) ?? [];
  return all
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
