// The audit log's routes and keys without a database (D9, D11, D12).
import { describe, expect, test } from 'vitest';
import { newKeySet } from '../../server/key-set.ts';
import { openKeySet } from '../../server/keys.ts';
import { GUARDS } from '../../server/limits.ts';
import { smallService } from './small-deps.ts';

const NOW = 1_763_000_000_000;
const hexOf = (key: Uint8Array | undefined): string => Buffer.from(key ?? []).toString('hex');

const fails = () => Promise.reject(new Error('the database is gone'));

const keysOf = async (set: object) => {
  const opened = await openKeySet(JSON.stringify(set), 'keys');
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value.logSigners.map(({ publicKey }) => hexOf(publicKey));
};

describe('the log’s keys', () => {
  test('of a set that is older than the log are derived: the same at every start, and another in every set', async () => {
    const { log: _, ...old } = JSON.parse(await newKeySet(NOW));
    const { log: __, ...other } = JSON.parse(await newKeySet(NOW));
    const [key] = await keysOf(old);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keysOf(old)).toEqual([key]);
    expect(await keysOf(other)).not.toEqual([key]);
  });

  test('are all in use while a new one is put beside an old one', async () => {
    const [first, second] = [JSON.parse(await newKeySet(NOW)), JSON.parse(await newKeySet(NOW))];
    const both = await keysOf({ ...first, log: [...second.log, ...first.log] });
    expect(both).toEqual([...(await keysOf(second)), ...(await keysOf(first))]);
  });

  test('are refused when the private key is not that of the public one, without a word of either', async () => {
    const [first, second] = [JSON.parse(await newKeySet(NOW)), JSON.parse(await newKeySet(NOW))];
    const mixed = { ...first, log: [{ ...first.log[0], x: second.log[0].x }] };
    expect(await openKeySet(JSON.stringify(mixed), 'KEYS')).toEqual({
      ok: false,
      fault: 'KEYS has a private key that does not fit its public key.',
    });
  });
});

describe('the log’s routes', () => {
  test('say that storage is gone when it is, and name no tile that is none', async () => {
    const { app } = smallService(() => ({ auditLog: { checkpoint: fails, tile: fails, verifierKeys: fails } }));
    const codes: unknown[] = [];
    for (const path of ['checkpoint', 'keys', 'tile/0/000', 'tile/entries/000.p/3', 'tile/0/../1', 'tile/x/000']) {
      const response = await app.request(`/log/${path}`);
      const { code }: { code: string } = await response.json();
      codes.push([response.status, code]);
    }
    const gone = [503, 'storage_unavailable'];
    expect(codes).toEqual([gone, gone, gone, gone, [404, 'log_tile_not_found'], [404, 'log_tile_not_found']]);
    expect((await app.request('/log/checkpoint', { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await app.request('/log/tile/0/x001/234', { method: 'PUT' })).status).toBe(405);
  });

  test('let whoever checks the whole log fetch it, and limit a source that goes on (D12)', async () => {
    const { app } = smallService();
    const status = async () => (await app.request('/log/checkpoint', {}, { peer: '192.0.2.9' })).status;
    for (let n = 0; n < GUARDS.log.source.burst; n++) expect(await status()).toBe(200);
    expect(await status()).toBe(429);
  });
});
