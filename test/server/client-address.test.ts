import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../server/client-address.ts';

const PEER = '203.0.113.9';
const near = (peer: string | null, header: string | null = null, hops = 0): string => sourceOf(peer, header, hops).near;

describe('the source of a request (D12)', () => {
  test('without trusted proxies it is the peer, whatever a header says', () => {
    expect(near(PEER, '192.0.2.1', 0)).toBe(PEER);
  });

  test.each([
    ['192.0.2.1', 1, '192.0.2.1'],
    ['10.0.0.1, 192.0.2.1', 1, '192.0.2.1'],
    ['10.0.0.1,192.0.2.1 ,198.51.100.2', 2, '192.0.2.1'],
    ['192.0.2.1:4711', 1, '192.0.2.1'],
    ['[2001:db8::1]:443', 1, '2001:db8:0:0::/64'],
    ['2001:db8::1', 1, '2001:db8:0:0::/64'],
  ])('with proxies it is counted from the right: %s at %i', (header, hops, expected) => {
    expect(near(PEER, header, hops)).toBe(expected);
  });

  test('what a client puts further left changes nothing', () => {
    expect(near(PEER, '6.6.6.6, 7.7.7.7, 192.0.2.1', 1)).toBe('192.0.2.1');
  });

  test.each([
    ['', 1],
    ['unknown', 1],
    ['192.0.2.1, ', 1],
    ['192.0.2.999', 1],
    ['192.0.2', 1],
    ['1::2::3', 1],
    ['12345::1', 1],
    ['1:2:3:4:5:6:7:8:9', 1],
    ['::192.0.2.999', 1],
    ['<script>', 1],
    ['a'.repeat(5000), 1],
    ['192.0.2.1', 2],
  ])('garbage or too short a list falls back to the peer, never to nobody: %j at %i', (header, hops) => {
    expect(near(PEER, header, hops)).toBe(PEER);
  });

  test('an IPv4 client on a dual-stack socket does not get a second set of buckets', () => {
    expect(near('::ffff:203.0.113.9')).toBe(PEER);
    expect(near('::FFFF:cb00:7109')).toBe(PEER);
  });

  test('a line is an IPv4 address or an IPv6 /64, its network a /24 or a /48', () => {
    expect(sourceOf('203.0.113.9', null, 0)).toEqual({ near: '203.0.113.9', wide: '203.0.113.0/24' });
    expect(sourceOf('2001:db8:a:b:c:d:e:f', null, 0)).toEqual({ near: '2001:db8:a:b::/64', wide: '2001:db8:a::/48' });
    expect(sourceOf('fe80::1%eth0', null, 0)).toEqual({ near: 'fe80:0:0:0::/64', wide: 'fe80:0:0::/48' });
  });

  test('every spelling of one IPv6 address is one source', () => {
    const spellings = [
      '2001:db8::1',
      '2001:DB8:0:0:0:0:0:1',
      '2001:0db8:0000::0001',
      '[2001:db8::1]',
      '2001:db8::0.0.0.1',
    ];
    expect(new Set(spellings.map((spelling) => near(spelling))).size).toBe(1);
  });

  test('a connection that is gone, or a platform that does not tell, shares one bucket', () => {
    expect(near(null)).toBe('unknown');
  });
});
