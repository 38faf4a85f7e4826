// Chromium as it lies compressed inside @sparticuz/chromium, unpacked so that it runs on a bare Debian or Ubuntu: the package
// is made for AWS Lambda and carries its own NSS, NSPR and expat libraries, which LD_LIBRARY_PATH hands to the browser here.
// That way `npm ci` alone gives the tests a browser, without root and without apt.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import type { FoundChromium } from './browser.ts';

/** Unpacks once per package version; null where the package is absent or made for another machine. */
export async function unpackBundledChromium(): Promise<FoundChromium | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const source = packageFolder();
  if (!source) return null;
  const version = /"version": "([\w.-]+)"/.exec(await readFile(join(source, 'package.json'), 'utf8'))?.[1] ?? 'unknown';
  const cache = join(source, '..', '..', '.cache');
  const target = join(cache, `chromium-${version}`);
  if (!existsSync(target)) await unpack(join(source, 'bin'), cache, target);
  return {
    path: join(target, 'chromium'),
    env: { LD_LIBRARY_PATH: join(target, 'lib'), ...(await fontSettings(target)) },
  };
}

function packageFolder(): string | null {
  try {
    // build/cjs/index.cjs -> the package's own folder
    return join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..');
  } catch {
    return null;
  }
}

/** Into a folder of its own first, then renamed: two test workers may start at once, and one may be killed half way. */
async function unpack(source: string, cache: string, target: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'unpacking-'));
  await pipeline(
    createReadStream(join(source, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
  );
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    await untar(brotliDecompressSync(await readFile(join(source, archive))), draft);
  }
  await rename(draft, target).catch(async (fault: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    // Another worker was first: what it unpacked is the same.
    if (fault.code !== 'ENOTEMPTY' && fault.code !== 'EEXIST') throw fault;
  });
}

/** Plain ustar (512-byte headers, sizes in octal): all that these archives use. */
async function untar(archive: Buffer, target: string): Promise<void> {
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + 512);
    const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
    const size = Number.parseInt(header.subarray(124, 136).toString('ascii'), 8);
    const isFile = header[156] === 0x30 || header[156] === 0;
    if (name.split('/').includes('..')) throw new Error('an archive member points outside its folder');
    if (isFile) {
      await mkdir(dirname(join(target, name)), { recursive: true });
      await writeFile(join(target, name), archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** A machine without fontconfig gets the package's one Latin face; a machine with fonts keeps its own (and its Hanzi). */
async function fontSettings(target: string): Promise<Record<string, string>> {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  const settings = `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${join(target, 'fonts')}</dir><cachedir>${join(target, 'font-cache')}</cachedir></fontconfig>\n`;
  await writeFile(join(target, 'fonts.conf'), settings);
  return { FONTCONFIG_FILE: join(target, 'fonts.conf') };
}
