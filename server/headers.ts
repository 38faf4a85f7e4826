// Response headers are precomputed objects, spread into an answer as it is made: setting them afterwards costs a third
// of the throughput of a small JSON answer.
import type { Config } from './deps.ts';

export type HeaderMap = Record<string, string>;

// Pages may load only what this origin serves. No inline script or style, no foreign host, no frame around us (a
// verdict inside somebody else's page is how a cloned site borrows trust), blob: for the camera picture and the
// exported list. (Trusted Types would need a policy for starting workers; nothing here writes markup from strings.)
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

/** What every answer carries, whatever it is. */
function always(config: Config): HeaderMap {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Only where the public address is https: sent over plain http it would be ignored, and on localhost it would do harm.
    ...(config.origin.startsWith('https:')
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  };
}

/**
 * Headers of API answers. No CORS header is ever sent: no foreign page has a reason to read an answer here, a cloned
 * site must not be able to query through its visitors' browsers, and servers need no CORS.
 */
export function apiHeaders(config: Config): HeaderMap {
  return { ...always(config), 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" };
}

/** Headers of pages and their files. Only this origin may use the camera; nothing else is asked for. */
export function pageHeaders(config: Config): HeaderMap {
  return {
    ...always(config),
    'Content-Security-Policy': PAGE_POLICY,
    'Permissions-Policy':
      'camera=(self), clipboard-read=(self), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
  };
}
