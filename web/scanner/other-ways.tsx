// Without a camera: a picture by file, drop or paste; the clipboard; the text itself.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { refuse } from '../../domain/result.ts';
import { NoticeBox } from '../ui/notice-box.tsx';
import { readClipboard, readTransfer } from './clipboard.ts';
import type { ClipboardFault, Pasted } from './clipboard.ts';
import type { PictureFault } from './picture.ts';
import { scanWords } from './words.ts';

type Trouble = { picture: PictureFault } | { clipboard: ClipboardFault } | null;

/** Decoder and worker live for one picture: nobody reads pictures all day. */
async function textOf(picture: Blob) {
  const parts = await import('./decoder-parts.ts').catch(() => null);
  if (parts === null) return refuse('no_code' as const); // a first visit whose network has gone
  const decoder = await parts.openDecoder();
  try {
    return await parts.readPicture(picture, decoder);
  } finally {
    decoder.close();
  }
}

export function OtherWays({ onText }: { onText: (text: string) => void }) {
  const words = scanWords();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const reading = useRef(0);

  const take = async (pasted: Pasted) => {
    setTrouble(null);
    if ('text' in pasted) return onText(pasted.text);
    const mine = ++reading.current; // a later picture takes the place of one still being read
    setBusy(true);
    const read = await textOf(pasted.picture);
    if (mine !== reading.current) return;
    setBusy(false);
    if (read.ok) onText(read.value);
    else setTrouble({ picture: read.fault });
  };
  const over = useDropAndPaste((pasted) => void take(pasted));
  const fromClipboard = async () => {
    const read = await readClipboard();
    if (read.ok) await take(read.value);
    else setTrouble({ clipboard: read.fault });
  };
  const fault =
    trouble && ('picture' in trouble ? words.pictures[trouble.picture] : words.clipboards[trouble.clipboard]);
  return (
    <section class="other-ways" aria-labelledby="other-ways" aria-busy={busy}>
      <h2 id="other-ways">{words.other}</h2>
      <p role="status" class={busy ? 'reading' : 'hidden-visually'}>
        {busy ? words.reading : ''}
      </p>
      {fault && (
        <NoticeBox title={fault.title}>
          <p>{fault.why}</p>
        </NoticeBox>
      )}
      <div class="ways">
        <PictureButton onPicture={(picture) => void take({ picture })} />
        <button type="button" class="way" onClick={() => void fromClipboard()}>
          <b>{words.clipboard}</b>
          <span>{words.clipboardHint}</span>
        </button>
      </div>
      <TextForm onText={onText} />
      {over && <div class="drop-here">{words.drop}</div>}
    </section>
  );
}

function PictureButton({ onPicture }: { onPicture: (picture: Blob) => void }) {
  const words = scanWords();
  const input = useRef<HTMLInputElement>(null);
  const chosen = () => {
    const file = input.current?.files?.[0];
    if (file) onPicture(file);
    // The same file chosen again, after a look at why it failed, has to count as a choice.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <button type="button" class="way" onClick={() => input.current?.click()}>
        <b>{words.picture}</b>
        <span>{words.pictureHint}</span>
      </button>
      <input ref={input} type="file" accept="image/*" hidden aria-hidden="true" tabIndex={-1} onChange={chosen} />
    </>
  );
}

/** The longest QR code holds 7089 digits; the rest of an accidental paste is not worth judging. */
const LONGEST_TEXT = 8000;

function TextForm({ onText }: { onText: (text: string) => void }) {
  const words = scanWords();
  const id = useId();
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const given = text.trim();
    setEmpty(given === '');
    if (given !== '') onText(given);
  };
  return (
    <form class="field text-form" onSubmit={submit} noValidate>
      <label for={id}>{words.text}</label>
      <p class="field-hint" id={`${id}-hint`}>
        {words.textHint}
      </p>
      {empty && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {words.textEmpty}
        </p>
      )}
      <textarea
        id={id}
        class="input input-code"
        rows={3}
        value={text}
        maxLength={LONGEST_TEXT}
        onInput={(event) => setText(event.currentTarget.value)}
        aria-describedby={empty ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={empty ? 'true' : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <button type="submit" class="button">
        {words.submit}
      </button>
    </form>
  );
}

/** Pictures dropped or pasted anywhere on the page; text pasted outside a field. True while a file hovers over the page. */
function useDropAndPaste(take: (pasted: Pasted) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const pasted = readTransfer(event.clipboardData);
      const inField = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      if (!pasted || (inField && 'text' in pasted)) return;
      event.preventDefault();
      latest.current(pasted);
    };
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault(); // else the browser opens the picture in place of this page
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      const dropped = readTransfer(event.dataTransfer);
      if (!dropped || !('picture' in dropped)) return;
      event.preventDefault();
      latest.current(dropped);
    };
    addEventListener('paste', onPaste);
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('paste', onPaste);
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, []);
  return over;
}
