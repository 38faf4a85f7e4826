// Whom a rate limit counts (D12). A header by itself proves nothing: only as many entries as there are trusted proxies
// in front of us were written by somebody we know, and those stand on the right.

/** The two sizes of neighbourhood that are counted: a line and the network it belongs to. */
export interface Source {
  /** IPv4 /32 or IPv6 /64 */
  near: string;
  /** IPv4 /24 or IPv6 /48 */
  wide: string;
}

/**
 * The source of a request. `peer` is the address at the other end of the connection, `forwardedFor` the joined
 * X-Forwarded-For header, `hops` the number of trusted proxies. With one proxy the rightmost entry is the client as the
 * proxy saw it. A header too short or with garbage in that place counts as the peer: never as nobody.
 */
export function sourceOf(peer: string | null, forwardedFor: string | null, hops: number): Source {
  return (hops > 0 && forwardedFor !== null && known(entryFromRight(forwardedFor, hops))) || fromPeer(peer);
}

// Most requests come from addresses that came a moment ago. Emptied when full: it is only an economy.
const recent = new Map<string, Source | null>();
const MOST_RECENT = 10_000;

function known(text: string): Source | null {
  const seen = recent.get(text);
  if (seen !== undefined) return seen;
  const source = fromText(text);
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(text, source);
  return source;
}

function entryFromRight(list: string, position: number): string {
  if (position === 1) return list.slice(list.lastIndexOf(',') + 1).trim();
  return list.split(',').at(-position)?.trim() ?? '';
}

function fromPeer(peer: string | null): Source {
  // A connection that has already gone has no address; such requests share one bucket.
  return known(peer ?? '') ?? { near: 'unknown', wide: 'unknown' };
}

const PORT = String.raw`(?::\d{1,5})?`;
const IPV4_WITH_PORT = new RegExp(String.raw`^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})${PORT}$`);
const IPV6_IN_BRACKETS = new RegExp(String.raw`^\[([^\]]*)\]${PORT}$`);

function fromText(text: string): Source | null {
  if (text.length > 60) return null;
  const v4 = IPV4_WITH_PORT.exec(text);
  if (v4) return fromOctets(v4.slice(1, 5).map(Number));
  const groups = ipv6Groups(IPV6_IN_BRACKETS.exec(text)?.[1] ?? text);
  if (!groups) return null;
  // ::ffff:a.b.c.d is how a dual-stack socket shows an IPv4 client: it must not get a second set of buckets.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return fromOctets([high >> 8, high & 255, low >> 8, low & 255]);
  }
  const hex = groups.map((group) => group.toString(16));
  return { near: `${hex.slice(0, 4).join(':')}::/64`, wide: `${hex.slice(0, 3).join(':')}::/48` };
}

function fromOctets(octets: number[]): Source | null {
  if (octets.some((octet) => octet > 255)) return null;
  return { near: octets.join('.'), wide: `${octets.slice(0, 3).join('.')}.0/24` };
}

/** The eight groups of an IPv6 address (RFC 4291, section 2.2, all three forms; a zone is dropped), or null. */
function ipv6Groups(text: string): number[] | null {
  const address = text.replace(/%.*$/, '');
  const halves = address.split('::');
  if (halves.length > 2 || !address.includes(':')) return null;
  const left = groupsOf(halves[0] ?? '', halves.length === 1);
  const right = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (!left || !right) return null;
  const missing = 8 - left.length - right.length;
  if (halves.length === 1) return missing === 0 ? left : null;
  return missing >= 1 ? [...left, ...Array<number>(missing).fill(0), ...right] : null;
}

function groupsOf(text: string, atEnd: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const v4 = atEnd && index === parts.length - 1 ? IPV4_WITH_PORT.exec(part) : null;
    if (v4) {
      const [a = 0, b = 0, c = 0, d = 0] = v4.slice(1, 5).map(Number);
      if (Math.max(a, b, c, d) > 255) return null;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}
