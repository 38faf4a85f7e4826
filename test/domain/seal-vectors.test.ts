// The golden seals on the three runtimes that judge: the same bundle of the rules, unchanged, must say the same everywhere.
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Miniflare as Workerd } from 'miniflare';
import { describe, expect, test } from 'vitest';
import { SEAL_FAULTS } from '../../domain/seal.ts';
import { startBrowser } from '../harness/browser.ts';
import { failuresOf } from '../vectors/judge-seals.ts';
import type { SealVectors } from '../vectors/judge-seals.ts';
import json from '../vectors/seals.json' with { type: 'json' };

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON modules are typed without their literals
const vectors = json as unknown as SealVectors;

/** The rules and the runner as one script. */
async function bundled(ending: string): Promise<string> {
  const folder = new URL('../vectors/', import.meta.url).pathname;
  const contents = `import { failuresOf } from './judge-seals.ts'; ${ending}`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
  });
  return outputFiles[0]?.text ?? '';
}

describe('The golden seals (D5, D6, D8)', () => {
  test('hold one text for every reason not to believe a seal, and every standing', () => {
    const codes = new Set<string>(vectors.cases.map(({ code }) => code));
    const missing = [...Object.keys(SEAL_FAULTS), 'valid', 'withdrawn', 'suspended', 'superseded'].filter(
      (code) => !codes.has(code),
    );
    expect(missing).toEqual(['key_not_yet', 'key_expired', 'key_revoked']);
  });

  test('are judged right on Node', async () => {
    expect(await failuresOf(vectors, globalThis)).toEqual([]);
  });

  test('are noticed when they are judged wrong', async () => {
    const [first, ...others] = vectors.cases;
    if (first === undefined) throw new TypeError('no cases');
    const wrong = { ...vectors, cases: [{ ...first, colour: 'amber' as const }, ...others] };
    expect(await failuresOf(wrong, globalThis)).toHaveLength(1);
  });

  test('are judged right in workerd', async () => {
    // The copy of workerd that wrangler brings, wherever npm has put it.
    const { Miniflare }: { Miniflare: typeof Workerd } = createRequire(
      createRequire(import.meta.url).resolve('wrangler/package.json'),
    )('miniflare');
    const script = await bundled(`export default { async fetch(request) {
      return Response.json(await failuresOf(await request.json(), globalThis));
    } };`);
    const workerd = new Miniflare({ modules: true, script, compatibilityDate: '2026-01-01', cf: false });
    try {
      const answer = await workerd.dispatchFetch('http://vectors.test/', {
        method: 'POST',
        body: JSON.stringify(vectors),
      });
      expect(await answer.json()).toEqual([]);
    } finally {
      await workerd.dispose();
    }
  });

  test('are judged right in a browser', async () => {
    const script = await bundled('globalThis.failuresOf = failuresOf;');
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      // A secure origin that no network is asked for: WebCrypto is there on no other.
      await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
      await page.goto('https://vectors.test/');
      await page.addScriptTag({ content: script, type: 'module' });
      await page.waitForFunction('globalThis.failuresOf');
      expect(await page.evaluate(`failuresOf(${JSON.stringify(vectors)}, globalThis)`)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
