// The audit log for outsiders, read by a client written from the specifications alone (D11).
import { describe, expect, test } from 'vitest';
import { leafHashOf, openNote, rootByProof, TlogClient } from '../harness/tlog-client.ts';
import type { Subject } from './subject.ts';

export function expectLog(on: Subject): void {
  describe('the audit log (D11)', () => {
    test('is signed by the key it names, and has the publication of the demo’s certificates in its tree', async () => {
      const client = new TlogClient(`${on.place.origin}/log`);
      const key = (await client.get('keys')).toString('utf8').trim();
      const note = await client.checkpoint();
      const { origin, size, root } = openNote(note, key);
      expect(key.split('+')[0]).toBe(origin);
      expect(origin).toMatch(/\/log$/);
      const entries = await client.entries(size);
      const published = entries.findIndex((entry) => entry.includes('"action":"batch.publish"'));
      expect(published).toBeGreaterThan(0);
      const leaf = leafHashOf(entries[published] ?? Buffer.alloc(0));
      const reached = rootByProof(published, size, leaf, await client.inclusion(published, size));
      expect(reached?.toString('hex')).toBe(root.toString('hex'));
      expect(() => openNote(note.replace(`\n${size}\n`, `\n${size + 1}\n`), key)).toThrow('not signed');
    });

    test('has no tile beyond its checkpoint', async () => {
      const { status, body } = await on.client.get('/log/tile/0/999');
      expect([status, body['code']]).toEqual([404, 'log_tile_not_found']);
    });
  });
}
