// `npm run seal -- --number N [--out DIR] [--size MM]`: the sealed QR of a published certificate as SVG and PNG, and the
// check code to print beside it (D5, D6). Exit code 2: asked wrongly; 1: cannot be done.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../db/connect.ts';
import { parseCertificateNumber } from '../../domain/certificate-number.ts';
import { formatCheckCode } from '../../domain/check-code.ts';
import { FAULT_WORDS } from '../../domain/fault-words.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { readSettings, type Settings } from '../config.ts';
import type { DemoListing } from '../deps.ts';
import { loadKeys } from '../keys.ts';
import { issueSealFor } from '../seal-issue.ts';
import { DEFAULT_SIZE_MM, LARGEST_MM, sealQr, SMALLEST_MM } from '../seal-qr.ts';
import { openVault } from '../vault.ts';

const USAGE = `npm run seal -- --number NUMBER [--out FOLDER] [--size MM]
  NUMBER  the 22 characters of a published certificate
  FOLDER  where the two files go; made when missing; here unless told
  MM      side of the printed code with its white border, ${SMALLEST_MM} to ${LARGEST_MM}; ${DEFAULT_SIZE_MM} unless told
`;

function giveUp(reason: string, code: 1 | 2): never {
  process.stderr.write(`${reason}\n${code === 2 ? `\n${USAGE}` : ''}`);
  process.exit(code);
}

interface Wish {
  number: string;
  out: string;
  sizeMm: number;
}

function readWish(): Wish {
  let given: { number?: string; out?: string; size?: string };
  try {
    const options = { number: { type: 'string' }, out: { type: 'string' }, size: { type: 'string' } } as const;
    given = parseArgs({ options, strict: true }).values;
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : 'The arguments cannot be read.', 2);
  }
  const { number = '', out = '.', size = String(DEFAULT_SIZE_MM) } = given;
  if (number === '') giveUp('--number is needed.', 2);
  const parsed = parseCertificateNumber(number);
  if (!parsed.ok) {
    return giveUp(`--number is no certificate number. ${FAULT_WORDS[parsed.fault.code].en}`, 2);
  }
  const sizeMm = /^\d{1,3}(\.\d{1,2})?$/.test(size) ? Number(size) : Number.NaN;
  if (!(sizeMm >= SMALLEST_MM && sizeMm <= LARGEST_MM)) {
    giveUp(`--size has to be ${SMALLEST_MM} to ${LARGEST_MM} (millimetres).`, 2);
  }
  return { number: parsed.value.text, out, sizeMm };
}

interface Printed {
  qrText: string;
  checkCode: string;
}
const UNKNOWN = 'No published certificate has this number.';

async function printedOf(settings: Settings, number: string): Promise<Result<Printed, string>> {
  const { databaseUrl, dataDir, config } = settings;
  if (databaseUrl === null && (await stat(join(dataDir, 'db')).catch(() => null)) === null) {
    return refuse(`There is no database in ${dataDir} yet: start the service once, or set DATA_DIR or DATABASE_URL.`);
  }
  const keyring = await loadKeys(settings, Date.now());
  if (!keyring.ok) return keyring;
  const opened = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl }).catch((error: unknown) =>
    error instanceof Error && 'code' in error ? String(error.code) : 'no reason given',
  );
  if (opened === 'folder_in_use') return askTheDemo(config.origin, number);
  if (typeof opened === 'string') return refuse(`The database cannot be opened (${opened}).`);
  const vault = await openVault(opened, keyring.value, { timer: false });
  const issued = await issueSealFor({ db: opened, vault, keyring: keyring.value, now: Date.now }, number);
  await opened.close();
  if (!issued.ok) return refuse(UNKNOWN);
  return ok({ qrText: sealUrl(config.origin, issued.value.digits), checkCode: issued.value.checkCode });
}

/** The folder belongs to the running service, and in demo mode that tells everybody what it has. */
async function askTheDemo(origin: string, number: string): Promise<Result<Printed, string>> {
  const busy = 'The service has the data folder open: stop it first, or use PostgreSQL (DATABASE_URL).';
  const response = await fetch(`${origin}/api/demo`).catch(() => null);
  if (response === null || !response.ok) return refuse(busy);
  const listing: DemoListing = await response.json();
  const entry = listing.people
    .flatMap(({ certificates }) => certificates)
    .find((one) => one.certificateNumber === number && one.qrText !== null && one.standing !== 'superseded');
  if (!entry?.qrText || !entry.checkCode) return refuse(UNKNOWN);
  return ok({ qrText: entry.qrText, checkCode: entry.checkCode });
}

const wish = readWish();
const settings = readSettings(process.env);
if (!settings.ok) giveUp(settings.fault, 1);
const printed = await printedOf(settings.value, wish.number);
if (!printed.ok) giveUp(printed.fault, 1);

const qr = sealQr(printed.value.qrText, wish.sizeMm);
const path = join(wish.out, `seal-${wish.number}`);
try {
  await mkdir(wish.out, { recursive: true });
  await writeFile(`${path}.svg`, qr.svg);
  await writeFile(`${path}.png`, await qr.png());
} catch (error) {
  giveUp(`The files cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : ''}).`, 1);
}
process.stdout.write(`${path}.svg
${path}.png
QR code     version ${qr.version}, level ${qr.level}, ${qr.modules} modules of ${qr.moduleMm.toFixed(2)} mm, ${wish.sizeMm} mm with its white border
Check code  ${formatCheckCode(printed.value.checkCode)} (to be printed beside the code)
`);
if (qr.level === 'M') process.stdout.write('Level M because of the size; a larger print bears twice the stains.\n');
