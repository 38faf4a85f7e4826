// Which way a request goes in the service worker (D14): the shell for pages, the cache for this build's files, the network for
// everything else, and for every API answer above all.
import { describe, expect, test } from 'vitest';
import { wayOf } from '../../web/sw/decisions.ts';

const OWN = 'https://zhengyan.example';
const FILES = new Set(['/', '/assets/core-1a2b.js', '/manifest.webmanifest', '/frame.svg']);
const way = (path: string, mode = 'navigate', method = 'GET', origin = OWN) =>
  wayOf({ method, url: origin + path, mode }, OWN, FILES);

describe('the service worker', () => {
  test.each(['/q', '/Q', '/q?from=chat', '/scan', '/lookup/result', '/institutions/S000044032001', '/nonsense'])(
    'opens the shell for the page %s',
    (path) => {
      expect(way(path)).toBe('shell');
    },
  );

  test.each([
    '/api/trust',
    '/API/trust',
    '/api/docs',
    '/api',
    '/log/checkpoint',
    '/.well-known/jwks.json',
    '/healthz',
    '/readyz',
    '/metrics',
    '/sw.js',
  ])('never touches %s, navigated to or fetched', (path) => {
    expect(way(path)).toBe('network');
    expect(way(path, 'cors')).toBe('network');
  });

  test('is not misled by paths that only begin alike', () => {
    expect(way('/apiary')).toBe('shell');
    expect(way('/login')).toBe('shell');
  });

  test('serves files of this build from its cache, also with a query or opened in a tab', () => {
    expect(way('/assets/core-1a2b.js', 'cors')).toEqual({ precached: '/assets/core-1a2b.js' });
    expect(way('/manifest.webmanifest', 'cors')).toEqual({ precached: '/manifest.webmanifest' });
    expect(way('/frame.svg?x', 'navigate')).toEqual({ precached: '/frame.svg' });
    expect(way('/?source=pwa')).toEqual({ precached: '/' });
  });

  test('answers a file that this build does not have from the network, not with a page', () => {
    expect(way('/assets/core-old.js', 'no-cors')).toBe('network');
    expect(way('/assets/core-old.js', 'navigate')).toBe('network');
  });

  test('leaves other origins and other methods alone', () => {
    expect(way('/q', 'navigate', 'GET', 'https://other.example')).toBe('network');
    expect(way('/q', 'navigate', 'POST')).toBe('network');
    expect(way('/q', 'cors', 'GET')).toBe('network');
  });
});
