// The audit log for outsiders (D11), as C2SP tlog-tiles has it, prefix /log/: existing transparency tools read it as it is.
import * as v from 'valibot';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { parseTilePath, TILE_WIDTH } from '../../domain/log/tiles.ts';
import { allowOne } from '../allow.ts';
import type { HeaderMap } from '../headers.ts';
import { GUARDS } from '../limits.ts';
import { LIMIT_PROBLEMS, RATE_LIMIT_HEADERS } from '../openapi.ts';
import type { Refusal } from '../problem.ts';
import { answer, type Route, type Site } from '../route.ts';

const TEXT_TYPE = 'text/plain; charset=utf-8';
const TILE_TYPE = 'application/octet-stream';
/** A tile of a given width never changes: another width is another address. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export const logCheckpoint: Route = {
  operation: {
    id: 'logCheckpoint',
    tag: 'audit',
    summary: { zh: '审计日志检查点', en: 'The audit log’s checkpoint' },
    description:
      'A signed checkpoint (C2SP tlog-checkpoint): name of the log, number of leaves, root hash, and a signature of each key in ' +
      '`/log/keys`. Keep it: a later checkpoint whose tree does not contain this one proves that history was rewritten.',
    answer: {
      description: 'The checkpoint',
      type: 'text/plain',
      headers: { ...RATE_LIMIT_HEADERS, 'Cache-Control': 'Always `no-cache`.' },
    },
    problems: [...LIMIT_PROBLEMS, 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const headers = await allowOne(site.deps, ask, GUARDS.log);
    if (!headers.ok) return headers;
    const checkpoint = await stored(() => site.deps.auditLog.checkpoint());
    if (!checkpoint.ok) return checkpoint;
    return ok(answer(site, ask, checkpoint.value.note, { ...headers.value, 'Cache-Control': 'no-cache' }, TEXT_TYPE));
  },
};

export const logTile: Route = {
  operation: {
    id: 'logTile',
    tag: 'audit',
    summary: { zh: '审计日志数据块', en: 'Tiles and entries of the audit log' },
    description:
      'C2SP tlog-tiles: `/log/tile/<level>/<N>[.p/<width>]` is up to 256 hashes of the Merkle tree (RFC 6962, SHA-256), ' +
      '`/log/tile/entries/<N>[.p/<width>]` the entries beside them, each behind its length in two bytes. An entry is JSON: ' +
      '`{"v":1,"at","actor","action","object","before","after"}`, where before and after are salted commitments.',
    parameters: [
      {
        name: 'rest',
        in: 'path',
        required: true,
        description: 'Level or `entries`, and index, slashes as they are',
        schema: v.string(),
        example: 'entries/000.p/1',
      },
    ],
    answer: {
      description: 'The tile',
      type: TILE_TYPE,
      headers: { ...RATE_LIMIT_HEADERS, 'Cache-Control': 'A year, immutable.' },
    },
    problems: [...LIMIT_PROBLEMS, 'log_tile_not_found', 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const headers = await allowOne(site.deps, ask, GUARDS.log);
    if (!headers.ok) return headers;
    const tile = parseTilePath(`tile/${ask.param('rest')}`);
    if (tile === null) return refuse({ code: 'log_tile_not_found' });
    const bytes = await stored(() => site.deps.auditLog.tile(tile));
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return refuse({ code: 'log_tile_not_found' });
    // Hashes are noise to gzip; entries are mostly the same words.
    const zipped = ask.gzip && tile.level === 'entries' && tile.width === TILE_WIDTH;
    return ok(await tileAnswer(site, ask, Uint8Array.from(bytes.value), zipped, headers.value));
  },
};

export const logKeys: Route = {
  operation: {
    id: 'logKeys',
    tag: 'audit',
    summary: { zh: '审计日志公钥', en: 'Verifier keys of the audit log' },
    description:
      'One key a line as C2SP signed-note spells it (`name+id+key`), ready for existing tools. Write it down once, from a ' +
      'place you trust: whoever takes the key from the log each time believes whatever the log says.',
    answer: { description: 'The keys', type: 'text/plain', headers: { ...RATE_LIMIT_HEADERS } },
    problems: [...LIMIT_PROBLEMS, 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const headers = await allowOne(site.deps, ask, GUARDS.log);
    if (!headers.ok) return headers;
    const keys = await stored(() => site.deps.auditLog.verifierKeys());
    if (!keys.ok) return keys;
    const text = keys.value.map((key) => `${key}\n`).join('');
    return ok(answer(site, ask, text, { ...headers.value, 'Cache-Control': 'no-cache' }, TEXT_TYPE));
  },
};

async function stored<T>(read: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await read());
  } catch (cause) {
    return refuse({ code: 'storage_unavailable', cause });
  }
}

async function tileAnswer(
  site: Pick<Site, 'headers'>,
  ask: Parameters<typeof answer>[1],
  bytes: Uint8Array<ArrayBuffer>,
  zipped: boolean,
  limits: HeaderMap,
): Promise<Response> {
  const headers = { ...limits, 'Cache-Control': FOR_EVER, Vary: 'Accept-Encoding' };
  if (!zipped) return answer(site, ask, bytes, headers, TILE_TYPE);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = new Uint8Array(await new Response(stream).arrayBuffer());
  return answer(site, ask, body, { ...headers, 'Content-Encoding': 'gzip' }, TILE_TYPE);
}
