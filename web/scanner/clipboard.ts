// What is on the clipboard, when asked by a button; and what a paste brings, which needs no permission.
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';

/** denied: refused by the person or the browser (Ctrl+V still works); empty: neither text nor picture. */
export type ClipboardFault = 'denied' | 'empty';
export type Pasted = { text: string } | { picture: Blob };

/** Pictures win over text: a copied picture often brings its file name as text. */
export async function readClipboard(): Promise<Result<Pasted, ClipboardFault>> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((candidate) => candidate.startsWith('image/'));
      if (type) return ok({ picture: await item.getType(type) });
    }
    const text = (await navigator.clipboard.readText()).trim();
    return text ? ok({ text }) : refuse('empty');
  } catch {
    return readTextOnly();
  }
}

/** Firefox and older browsers cannot hand out pictures; a bare refusal ends here as well. */
async function readTextOnly(): Promise<Result<Pasted, ClipboardFault>> {
  try {
    const text = (await navigator.clipboard.readText()).trim();
    return text ? ok({ text }) : refuse('empty');
  } catch {
    return refuse('denied');
  }
}

/** From a paste or drop event; null when it holds neither a file nor text. */
export function readTransfer(transfer: DataTransfer | null): Pasted | null {
  const [file] = transfer?.files ?? [];
  if (file) return { picture: file };
  const text = transfer?.getData('text/plain').trim();
  return text ? { text } : null;
}
