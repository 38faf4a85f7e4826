// The signed trust bundle, its status lists one by one, and the public keys as a JWK Set (D7). All of it is public and
// signed; caches may keep it but must ask each time, because its age is what a verdict rests on.
import * as v from 'valibot';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { TrustPublisher } from '../deps.ts';
import type { Refusal } from '../problem.ts';
import { answer, type Ask, type Route, type Site } from '../route.ts';

const BUNDLE_TYPE = 'application/jose+json';
const STATUS_LIST_TYPE = 'application/statuslist+jwt';
const JWK_SET_TYPE = 'application/jwk-set+json';
const CACHED = {
  ETag: 'Changes with every new signature.',
  'Cache-Control': 'Always `no-cache`: ask again, with If-None-Match.',
};

export const trustBundle: Route = {
  operation: {
    id: 'trustBundle',
    tag: 'trust',
    summary: { zh: '信任数据包', en: 'The trust bundle' },
    description:
      'A JSON Web Signature (general JSON serialisation) over hosts, keys and all status lists, signed by every root. Its version ' +
      'only grows. Verify it, keep the last good one, never go back to an older one.',
    answer: { description: 'The bundle', type: BUNDLE_TYPE, headers: CACHED },
    problems: ['storage_unavailable'],
  },
  handler: (site) => {
    const zip = gzipLatest();
    return async (ask) => {
      const trust = await current(site);
      if (!trust.ok) return trust;
      const { bundle, version, issuedAt } = trust.value;
      const etag = `"${version}-${issuedAt}"`;
      if (isKnown(ask, etag)) return ok(notModified(site, ask, etag));
      // base64 in base64: gzip takes the double expansion back, a third to a half of the transfer.
      const gzipped = ask.gzip ? await zip(bundle) : null;
      return ok(signedAnswer(site, ask, bundle, gzipped, BUNDLE_TYPE, etag));
    };
  },
};

export const statusList: Route = {
  operation: {
    id: 'statusList',
    tag: 'trust',
    summary: { zh: '证书状态列表', en: 'A status list' },
    description: 'An IETF Token Status List (JWT form, two bits a certificate), one of those in the trust bundle.',
    parameters: [
      {
        name: 'n',
        in: 'path',
        required: true,
        description: 'Shard, from 0',
        schema: v.pipe(v.number(), v.integer()),
        example: '0',
      },
    ],
    answer: { description: 'The token', type: STATUS_LIST_TYPE, headers: CACHED },
    problems: ['status_list_not_found', 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const trust = await current(site);
    if (!trust.ok) return trust;
    const shard = ask.param('n');
    const token = /^(?:0|[1-9]\d{0,5})$/.test(shard) ? trust.value.statusLists[Number(shard)] : undefined;
    if (token === undefined) return refuse({ code: 'status_list_not_found' });
    const etag = `"${shard}-${trust.value.version}-${trust.value.issuedAt}"`;
    if (isKnown(ask, etag)) return ok(notModified(site, ask, etag));
    return ok(signedAnswer(site, ask, token, null, STATUS_LIST_TYPE, etag));
  },
};

export const jwks: Route = {
  operation: {
    id: 'publicKeys',
    tag: 'trust',
    summary: { zh: '公钥集', en: 'Public keys' },
    description: 'JWK Set (RFC 7517) of the keys that certificates and status lists are verified with.',
    answer: {
      description: 'The keys',
      type: JWK_SET_TYPE,
      schema: v.object({ keys: v.array(v.looseObject({ kty: v.string() })) }),
    },
    problems: [],
  },
  handler: (site) => (ask) =>
    ok(answer(site, ask, JSON.stringify(site.deps.trust.jwks()), { 'Cache-Control': 'no-cache' }, JWK_SET_TYPE)),
};

async function current({ deps }: Site): Promise<Result<Awaited<ReturnType<TrustPublisher['current']>>, Refusal>> {
  try {
    return ok(await deps.trust.current());
  } catch (cause) {
    return refuse({ code: 'storage_unavailable', cause });
  }
}

function isKnown(ask: Ask, etag: string): boolean {
  const asked = ask.request.headers.get('if-none-match') ?? '';
  return asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function notModified(site: Site, ask: Ask, etag: string): Response {
  const headers = {
    ...site.headers,
    ETag: etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'X-Request-Id': ask.id,
  };
  return new Response(null, { status: 304, headers });
}

function signedAnswer(
  site: Site,
  ask: Ask,
  text: string,
  gzipped: Uint8Array<ArrayBuffer> | null,
  type: string,
  etag: string,
): Response {
  const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (gzipped === null) return answer(site, ask, text, headers, type);
  return answer(site, ask, gzipped, { ...headers, 'Content-Encoding': 'gzip' }, type);
}

/** Compresses a text once, however often it is asked for; keeps the latest only, and no promise that another request made. */
function gzipLatest(): (text: string) => Promise<Uint8Array<ArrayBuffer>> {
  let latest: { text: string; gzipped: Uint8Array<ArrayBuffer> } | null = null;
  return async (text) => {
    if (latest?.text !== text) latest = { text, gzipped: await gzip(text) };
    return latest.gzipped;
  };
}

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
