// Speaks to a place under test. Every call comes from an address of its own unless it says otherwise, so that one test
// does not use up the limits of another.
import type { DemoListing } from '../../server/deps.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; empty where it is no JSON object. */
  body: Record<string, unknown>;
}

let addresses = 0;
/** A source that nobody else in this run has, in a network of its own. */
export const newSource = (): string => `10.${(++addresses >> 8) % 256}.${addresses % 256}.1`;

export class Client {
  readonly origin: string;
  constructor(origin: string) {
    this.origin = origin;
  }

  async send(
    path: string,
    init: RequestInit & { duplex?: 'half' } = {},
    source: string = newSource(),
  ): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', source);
    const response = await fetch(this.origin + path, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: objectIn(text) };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  post(
    path: string,
    body: object | string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    source?: string,
  ) {
    const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    return this.send(
      path,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: raw },
      source,
    );
  }

  lookUp(facts: object): Promise<Answer> {
    return this.post('/api/lookups', facts);
  }

  verify(text: string): Promise<Answer> {
    return this.post('/api/seals/verification', { text });
  }

  async demo(): Promise<DemoListing> {
    const listing: DemoListing = JSON.parse((await this.get('/api/demo')).text);
    return listing;
  }
}

/** A member that is a list of objects; empty where it is not. */
export function listIn(body: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const list = body[name];
  return Array.isArray(list) ? list.map((item: object) => Object.fromEntries(Object.entries(item))) : [];
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
