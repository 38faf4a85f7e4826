// POST /api/seals/verification: the verdict on what a QR code says (D5, D7, D8), by the same function as in the page.
import * as v from 'valibot';
import { webCrypto } from '../../domain/crypto.ts';
import { LEVEL_CODES, LEVELS } from '../../domain/level.ts';
import { printedJob } from '../../domain/disclosure.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { SealClaims } from '../../domain/seal.ts';
import { openTrustBundle, type TrustBundle } from '../../domain/trust-bundle.ts';
import { judge } from '../../domain/verdict.ts';
import { VERDICT_WORDS } from '../../domain/verdict-words.ts';
import { allowOne } from '../allow.ts';
import { check } from '../fields.ts';
import { readJsonObject } from '../json-body.ts';
import { GUARDS } from '../limits.ts';
import { BODY_PROBLEMS, LIMIT_PROBLEMS, RATE_LIMIT_HEADERS } from '../openapi.ts';
import type { Refusal } from '../problem.ts';
import { answer, JSON_TYPE, type Route, type Site } from '../route.ts';

const MAX_BODY = 16_384;

const text = v.string();
const Scan = v.strictObject({ text: v.pipe(text, v.maxLength(8192)) });
const Sentences = v.object({ title: text, why: text, next: text });
const Verdict = v.object({
  seal: v.picklist(['genuine', 'altered', 'unknown_key', 'not_ours']),
  standing: v.picklist(['valid', 'withdrawn', 'suspended', 'superseded', 'unknown']),
  freshness: v.picklist(['fresh', 'ageing', 'stale', 'none', 'clock_wrong']),
  colour: v.picklist(['green', 'amber', 'grey', 'red']),
  code: text,
  asOf: v.nullable(v.pipe(text, v.isoTimestamp())),
  checks: v.array(v.object({ check: text, result: v.picklist(['passed', 'failed', 'not_done']) })),
  messages: v.object({ zh: Sentences, en: Sentences }),
  certificate: v.optional(
    v.object({
      certificateNumber: text,
      holderName: text,
      occupation: text,
      job: text,
      level: v.object({ code: v.picklist(LEVEL_CODES), name: text }),
      issueDate: v.pipe(text, v.isoDate()),
      institution: v.object({ name: text }),
      sealedAt: v.pipe(text, v.isoTimestamp()),
    }),
  ),
});

export const sealVerification: Route = {
  operation: {
    id: 'verifySeal',
    tag: 'verify',
    summary: { zh: '验证证书二维码', en: 'Verify the QR code of a certificate' },
    description:
      'Send the text that a scanner read, as it is. `seal`, `standing` and `freshness` are what was found; `colour` and `code` ' +
      'what follows from them. Accept green only. `certificate` is what a genuine seal says: compare it with the paper.',
    body: {
      schema: Scan,
      maxBytes: MAX_BODY,
      examples: { scanned: { text: 'HTTPS://ZHENGYAN.EXAMPLE/Q#0123456789' } },
    },
    answer: { description: 'The verdict', type: JSON_TYPE, schema: Verdict, headers: RATE_LIMIT_HEADERS },
    problems: [...BODY_PROBLEMS, ...LIMIT_PROBLEMS, 'storage_unavailable'],
  },

  handler: (site) => {
    const crypto = webCrypto(globalThis);
    const trustInHand = trustOf(site, crypto);
    return async (ask) => {
      const body = await readJsonObject(ask.request, MAX_BODY);
      if (!body.ok) return body;
      const scan = check(Scan, body.value);
      if (!scan.ok) return scan;
      const headers = await allowOne(site.deps, ask, GUARDS.seals);
      if (!headers.ok) return headers;
      const trust = await trustInHand();
      if (!trust.ok) return trust;

      const clock = { now: site.deps.now(), floor: 0 };
      const hosts = site.deps.config.sealHosts;
      const { claims, ...verdict } = await judge(scan.value.text, { trust: trust.value, hosts, clock, crypto });
      ask.outcome = verdict.code;
      site.metrics.seal(verdict.code);
      const certificate = claims === null ? {} : { certificate: printed(claims) };
      const document = { ...verdict, messages: VERDICT_WORDS[verdict.code], ...certificate };
      return ok(answer(site, ask, JSON.stringify(document), headers.value));
    };
  },
};

/** What the paper should say, in its own form (R13). Whoever sent the seal has all of it already (D4). */
function printed({ number, holderName, occupation, job, level, issueDate, institutionName, sealedAt }: SealClaims) {
  return {
    certificateNumber: number,
    holderName,
    occupation,
    job: printedJob(job),
    level: { code: level, name: LEVELS[level].printed },
    issueDate,
    institution: { name: institutionName },
    sealedAt: new Date(sealedAt * 1000).toISOString(),
  };
}

/** Our own bundle, proven like anybody else would prove it, once for each bundle that is published. */
function trustOf({ deps }: Site, crypto: ReturnType<typeof webCrypto>): () => Promise<Result<TrustBundle, Refusal>> {
  let held: { published: string; bundle: TrustBundle } | null = null;
  return async () => {
    let published: string;
    try {
      published = (await deps.trust.current()).bundle;
    } catch (cause) {
      return refuse({ code: 'storage_unavailable', cause });
    }
    if (held?.published === published) return ok(held.bundle);
    const opened = await openTrustBundle(published, null, crypto);
    if (!opened.ok) throw new Error(`our own trust bundle does not verify: ${opened.fault.code}`);
    held = { published, bundle: opened.value };
    return ok(opened.value);
  };
}
