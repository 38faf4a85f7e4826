// The two notices at the head of every page, each fetched when there is something to say.
import { updateReady } from '../sw/register.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { trustState } from './state.ts';

const Update = lazyPart(async () => (await import('../sw/update-notice.tsx')).UpdateNotice);
const Trust = lazyPart(async () => (await import('./trust-notice.tsx')).TrustNotice);

export function Notices() {
  return (
    <>
      {updateReady.value && <Update />}
      {trustState.value.status === 'problem' && <Trust />}
    </>
  );
}
