// The camera's picture with its frame, its controls and its refusals. On while the page is in sight, off the moment it is not.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Camera, CameraChoice } from './camera.ts';
import { expectToJudge } from '../trust/judge-later.ts';
import { keepChoices, keptChoices } from './choices.ts';
import { Scanner } from './scanner.ts';
import type { ScannerState } from './scanner.ts';
import { scanWords } from './words.ts';

export interface ViewfinderProps {
  /** Every reading, also of the same code again and again. */
  onText: (text: string) => void;
  /** True: the camera is given back. */
  paused?: boolean;
  /** Said in place of "looking for a code". */
  status?: string | undefined;
}

export function Viewfinder({ onText, paused = false, status }: ViewfinderProps) {
  const words = scanWords();
  const video = useRef<HTMLVideoElement>(null);
  const scanner = useRef<Scanner | null>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const [state, setState] = useState<ScannerState>({ phase: 'off' });

  useEffect(() => {
    if (!video.current || paused) return undefined;
    const onState = (now: ScannerState) => {
      setState(now);
      if (now.phase === 'live') expectToJudge();
    };
    const started = new Scanner({ video: video.current, onState, onText: (text) => tell.current(text) });
    scanner.current = started;
    const inSight = () => {
      if (document.visibilityState === 'visible') void started.start(keptChoices().camera);
      else started.stop();
    };
    inSight();
    document.addEventListener('visibilitychange', inSight);
    return () => {
      document.removeEventListener('visibilitychange', inSight);
      started.close();
      scanner.current = null;
      setState({ phase: 'off' });
    };
  }, [paused]);

  const open = (deviceId: string | null) => void scanner.current?.start(deviceId);
  return (
    <div class="viewfinder" data-phase={state.phase}>
      <div class="viewfinder-picture">
        <video ref={video} muted playsInline aria-label={words.video} />
        {state.phase === 'live' && (
          <>
            <Frame />
            <p class="viewfinder-aim">{words.aim}</p>
          </>
        )}
        {state.phase === 'starting' && (
          <div class="viewfinder-words">
            <p>{words.starting}</p>
            <p class="small">{words.startingHint}</p>
          </div>
        )}
        {state.phase === 'fault' && (
          <div class="viewfinder-words" role="alert">
            <h2>{words.faults[state.fault].title}</h2>
            <p>{words.faults[state.fault].why}</p>
            {state.fault !== 'insecure' && state.fault !== 'unsupported' && (
              <button type="button" class="button" onClick={() => open(keptChoices().camera)}>
                {words.retry}
              </button>
            )}
          </div>
        )}
      </div>
      <p class="hidden-visually" role="status">
        {state.phase === 'live' ? (status ?? words.live) : ''}
      </p>
      {state.phase === 'live' && <Controls camera={state.camera} choices={state.choices} onChoose={open} />}
    </div>
  );
}

const Frame = () => (
  <svg class="viewfinder-frame" viewBox="0 0 100 100" aria-hidden="true">
    <path d="M2 20V2h18M80 2h18v18M98 80v18H80M20 98H2V80" />
  </svg>
);

interface ControlsProps {
  camera: Camera;
  choices: CameraChoice[];
  onChoose: (deviceId: string) => void;
}

function Controls({ camera, choices, onChoose }: ControlsProps) {
  const words = scanWords();
  const [lit, setLit] = useState(false);
  const [dark, setDark] = useState(false);
  const [zoom, setZoom] = useState(camera.zoom?.now ?? 1);
  const light = async () => {
    const done = await camera.setTorch(!lit);
    if (done) setLit(!lit);
    setDark(!done);
  };
  const choose = (deviceId: string) => {
    keepChoices({ ...keptChoices(), camera: deviceId });
    onChoose(deviceId);
  };
  if (!camera.hasTorch && !camera.zoom && choices.length < 2) return null;
  return (
    <div class="viewfinder-controls">
      {camera.hasTorch && (
        <button type="button" class="button button-small" aria-pressed={lit} onClick={() => void light()}>
          {words.torch}
        </button>
      )}
      {camera.zoom && (
        <label>
          {words.zoom}
          <input
            type="range"
            min={camera.zoom.min}
            max={camera.zoom.max}
            step={camera.zoom.step}
            value={zoom}
            onInput={(event) => {
              setZoom(event.currentTarget.valueAsNumber);
              void camera.setZoom(event.currentTarget.valueAsNumber);
            }}
          />
        </label>
      )}
      {choices.length > 1 && (
        <label>
          {words.camera}
          <select class="input" value={camera.deviceId ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
            {choices.map(({ deviceId, label }, i) => (
              <option key={deviceId} value={deviceId}>
                {label || words.cameraNumber(i + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
      {dark && <p role="alert">{words.torchFailed}</p>}
    </div>
  );
}
