// The keyed operations on personal data (D2): blind index values, and names and ID numbers in and out of their sealed form.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { addKeyVersion, readKeyVersions, type KeyVersionRow } from '../db/data-keys.ts';
import type { Database } from '../db/connect.ts';
import type { FactPair } from '../domain/disclosure.ts';
import type { Vault } from './deps.ts';
import { keyedHash, type KeyedHash } from './keyed-hash.ts';
import type { Keyring } from './keys.ts';
import { decrypt, delimited, encrypt } from './sealed-bytes.ts';

/** What may be sealed, by the table and column that hold it. */
export type SealedColumn = 'certificate.name' | 'certificate.id_number' | 'seal.check_code';

/** The three facts, normalised (D3), as a row's keys are made of them. */
export interface IndexedFacts {
  number: string;
  name: string;
  idNumber: string;
}

/** The key columns of one certificate, all of the current key version. */
export interface RowKeys {
  keyVersion: number;
  numberNameKey: Uint8Array;
  numberIdKey: Uint8Array;
  nameIdKey: Uint8Array;
  /** For the screening table alone (D2, R36). */
  idKey: Uint8Array;
}

/** The vault as the server's own modules see it; the routes see no more than `Vault`. */
export interface OpenVault extends Vault {
  indexRow(facts: IndexedFacts): RowKeys;
  /** Seals a text for one row and column, under the current version. */
  seal(column: SealedColumn, row: string | number, text: string): { keyVersion: number; sealed: Uint8Array };
  /** Throws when the bytes are those of another row, column or version. */
  open(column: SealedColumn, row: string | number, keyVersion: number, sealed: Uint8Array): string;
  currentVersion(): number;
  /** Reads the key versions again. A rotation counts on every process to do so within FRESH_MS. */
  refresh(): Promise<void>;
  /** The same, if it is time. For runtimes without timers: once a request. */
  freshen(): Promise<void>;
  close(): void;
}

/** How often key versions are read again. */
export const FRESH_MS = 5_000;
/** When they have not been read for so long a lookup could miss rows of a newer version: it fails instead. */
export const STALE_MS = 20_000;

interface Version {
  version: number;
  dataKey: KeyObject;
  index: Record<FactPair, KeyedHash>;
  screening: KeyedHash;
}

export interface VaultOptions {
  now?: () => number;
  /** False where timers do not outlive a request. */
  timer?: boolean;
}

/** Opens the vault; the first process on a new database makes key version 1. Throws when the keys are not this database's. */
export async function openVault(db: Database, keyring: Keyring, options: VaultOptions = {}): Promise<OpenVault> {
  const { now = Date.now, timer = true } = options;
  let versions: Version[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const subjectHash = keyedHash(keyring.limitsKey);

  async function refresh(): Promise<void> {
    const startedAt = now();
    const rows = await readKeyVersions(db);
    versions = rows.map((row) => versions.find(({ version }) => version === row.version) ?? openVersion(keyring, row));
    readAt = startedAt;
  }
  function current(): Version {
    const [first] = versions;
    if (first === undefined) throw new Error('the vault has no key version');
    return first;
  }
  function byNumber(wanted: number): Version {
    const found = versions.find(({ version }) => version === wanted);
    if (found === undefined) throw new Error(`the vault does not know key version ${wanted}`);
    return found;
  }
  function open(column: SealedColumn, row: string | number, keyVersion: number, sealed: Uint8Array): string {
    return decrypt(byNumber(keyVersion).dataKey, sealed, contextOf(column, row, keyVersion)).toString('utf8');
  }

  await refresh();
  if (versions.length === 0) {
    await addKeyVersion(db, newVersion(keyring, 1, 'current'));
    await refresh();
  }
  // A failure is noticed by its consequence: see STALE_MS.
  const refreshing = timer ? setInterval(() => void refresh().catch(() => undefined), FRESH_MS).unref() : null;

  return {
    blindIndex(pair, first, second) {
      // Nobody else can be on a PGlite database, so its versions change in this process or not at all.
      if (db.kind === 'postgres' && now() - readAt > STALE_MS)
        throw new Error('the key versions were read too long ago');
      return versions.map(({ index }) => index[pair](first, second));
    },
    openName: (row) => open('certificate.name', row.id, row.keyVersion, row.nameSealed),
    subject: (kind, value) => subjectHash(kind, value).toString('base64url'),
    indexRow({ number, name, idNumber }) {
      const { version, index, screening } = current();
      return {
        keyVersion: version,
        numberNameKey: index.number_name(number, name),
        numberIdKey: index.number_id(number, idNumber),
        nameIdKey: index.name_id(name, idNumber),
        idKey: screening(idNumber),
      };
    },
    seal(column, row, text) {
      const { version, dataKey } = current();
      const sealed = encrypt(dataKey, Buffer.from(text, 'utf8'), contextOf(column, row, version));
      return { keyVersion: version, sealed };
    },
    open,
    currentVersion: () => current().version,
    refresh,
    freshen: async () => (now() - readAt > FRESH_MS ? refresh() : undefined),
    close: () => clearInterval(refreshing ?? undefined),
  };
}

/** Associated data (D2): a value moved to another row, column or version does not open. */
function contextOf(column: SealedColumn, row: string | number, version: number): Buffer {
  return delimited(['zhengyan', column, String(row), String(version)]);
}

/** A new key version, its data key wrapped under the wrapping key in use. */
export function newVersion(keyring: Keyring, version: number, state: KeyVersionRow['state']): KeyVersionRow {
  const { kekId, wrapped } = keyring.wrap(randomBytes(32), 'data key', String(version));
  return { version, state, kekId, rootId: keyring.indexRootId, wrapped, salt: randomBytes(32) };
}

function openVersion(keyring: Keyring, row: KeyVersionRow): Version {
  const version = String(row.version);
  const hashFor = (purpose: string): KeyedHash => keyedHash(keyring.indexKey(row.rootId, row.salt, purpose, version));
  return {
    version: row.version,
    dataKey: createSecretKey(keyring.unwrap(row.kekId, row.wrapped, 'data key', version)),
    index: {
      number_name: hashFor('index number_name'),
      number_id: hashFor('index number_id'),
      name_id: hashFor('index name_id'),
    },
    screening: hashFor('screening id'),
  };
}
