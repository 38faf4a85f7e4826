// The one place that makes problem documents (RFC 9457). Refusals are rich inside (what was wrong, until when, which
// challenge); outside goes only what helps the honest caller, in both languages, and never a value that was sent.
import type { Challenge } from 'altcha-lib';
import type { Words } from '../domain/result.ts';
import type { HeaderMap } from './headers.ts';
import { PROBLEMS, type ProblemCode } from './problem-words.ts';

/** One field that cannot be right as it stands. `field` is our own name for it, never a name that was sent. */
export interface FieldError {
  field: string;
  code: string;
  message: Words;
}

type Carrying =
  | { code: 'invalid_fields'; errors: FieldError[] }
  | { code: 'challenge_required'; challenge: Challenge; retryAfterMs: number; headers: HeaderMap }
  | { code: 'rate_limited'; retryAfterMs: number; headers: HeaderMap }
  | { code: 'method_not_allowed'; allow: string }
  | { code: 'limits_unavailable' | 'storage_unavailable' | 'not_ready' | 'internal_error'; cause: unknown };

/** Why a request gets no answer; `cause` is for the log alone. */
export type Refusal = Carrying | { code: Exclude<ProblemCode, Carrying['code']> };

interface Extras {
  members?: Record<string, unknown>;
  headers?: HeaderMap;
}

/** What a refusal adds to its document and to the headers. */
function extras(refusal: Refusal): Extras {
  switch (refusal.code) {
    case 'invalid_fields':
      return { members: { errors: refusal.errors } };
    case 'challenge_required':
      return {
        members: { challenge: refusal.challenge },
        headers: { ...refusal.headers, 'Retry-After': seconds(refusal.retryAfterMs) },
      };
    case 'rate_limited':
      return { headers: { ...refusal.headers, 'Retry-After': seconds(refusal.retryAfterMs) } };
    case 'method_not_allowed':
      return { headers: { Allow: refusal.allow } };
    case 'unauthorized':
      return { headers: { 'WWW-Authenticate': 'Bearer' } };
    case 'limits_unavailable':
    case 'storage_unavailable':
    case 'not_ready':
      return { headers: { 'Retry-After': '5' } };
    case 'malformed_request':
    case 'headers_too_large':
    case 'request_timeout':
      // What is left of the request on this connection cannot be trusted to be a request.
      return { headers: { Connection: 'close' } };
    case 'challenge_malformed':
    case 'challenge_foreign':
    case 'challenge_wrong':
    case 'challenge_expired':
    case 'challenge_used':
    case 'body_too_large':
    case 'body_unreadable':
    case 'duplicate_member':
    case 'institution_not_found':
    case 'internal_error':
    case 'log_tile_not_found':
    case 'invalid_utf8':
    case 'malformed_json':
    case 'not_an_object':
    case 'not_found':
    case 'not_in_demo_mode':
    case 'status_list_not_found':
    case 'two_of_three':
    case 'unknown_member':
    case 'unknown_parameter':
    case 'unsupported_media_type':
      return {};
    default:
      return refusal satisfies never;
  }
}

/** Whole seconds, rounded up: a client that waits exactly so long is not turned away again. */
function seconds(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / 1000)));
}

/** The language of `title` and `detail`: the first of zh and en that the client names, Chinese otherwise. */
export function preferredLanguage(acceptLanguage: string | null): 'zh' | 'en' {
  const named = /(?:^|[,\s])(zh|en)\b/i.exec((acceptLanguage ?? '').slice(0, 200));
  return named?.[1]?.toLowerCase() === 'en' ? 'en' : 'zh';
}

/** Where and for whom a problem document is made. */
export interface ProblemContext {
  origin: string;
  headers: HeaderMap;
  requestId: string;
  acceptLanguage: string | null;
}

/** The problem document for a refusal. Never cached, never with anything of the request in it. */
export function problem(refusal: Refusal, about: ProblemContext): Response {
  const { status, title, detail } = PROBLEMS[refusal.code];
  const { members, headers } = extras(refusal);
  const language = preferredLanguage(about.acceptLanguage);
  const document = {
    type: `${about.origin}/api/docs#${refusal.code}`,
    title: title[language],
    status,
    code: refusal.code,
    detail: detail[language],
    messages: { zh: title.zh, en: title.en },
    requestId: about.requestId,
    ...members,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      ...about.headers,
      'Content-Type': 'application/problem+json',
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      'X-Request-Id': about.requestId,
      ...headers,
    },
  });
}
