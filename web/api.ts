// The calls of the service that the pages make (design.md, public HTTP contract), and the shapes of their answers.
import type { DisclosedCertificate } from '../domain/disclosure.ts';
import { isObject, send } from './send.ts';

export interface Facts {
  certificateNumber?: string;
  name?: string;
  idNumber?: string;
}

export type LookupAnswer =
  | { outcome: 'match'; certificates: DisclosedCertificate[]; asOf: string }
  | { outcome: 'no_match'; certificates: []; asOf: string };

export interface DirectoryEntry {
  code: string;
  name: string;
  tier: 'city' | 'province';
  place: string;
  status: 'active' | 'ceased';
  address: string;
  contact: string;
  phone: string;
  authority: string;
  scope: { occupation: string; jobs: string[]; levels: number[] }[];
}

export interface DirectoryPage {
  items: DirectoryEntry[];
  nextCursor: string | null;
}

// Enough to tell the service's answer from somebody else's JSON; its fields are its own promise.
const isLookupAnswer = (read: unknown): read is LookupAnswer => isObject(read) && Array.isArray(read['certificates']);
const isDirectoryPage = (read: unknown): read is DirectoryPage => isObject(read) && Array.isArray(read['items']);
const isDirectoryEntry = (read: unknown): read is DirectoryEntry => isObject(read) && Array.isArray(read['scope']);

/** POST /api/lookups with exactly two facts (R39). */
export const lookUp = (facts: Facts, onChallenge: () => void) =>
  send('/api/lookups', isLookupAnswer, { body: facts, onChallenge });

/** A page of the directory; empty members of the query are left out. */
export const searchInstitutions = (query: Record<'q' | 'place' | 'cursor', string>, signal: AbortSignal) => {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return send(`/api/institutions?${new URLSearchParams(given)}`, isDirectoryPage, { signal });
};

export const institutionByCode = (code: string, signal: AbortSignal) =>
  send(`/api/institutions/${encodeURIComponent(code)}`, isDirectoryEntry, { signal });

export const apiDescription = (signal: AbortSignal) => send('/api/openapi.json', isObject, { signal });
