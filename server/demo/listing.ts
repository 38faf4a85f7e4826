// GET /api/demo: who and what can be tried out, read from the database as it stands now.
import { firstCertificates } from '../../db/certificates.ts';
import type { Database } from '../../db/connect.ts';
import { sealsOf, type SealRow } from '../../db/seals.ts';
import { PUBLISHED, standingOfCode } from '../../domain/lifecycle.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import type { DemoCertificate, DemoListing } from '../deps.ts';
import { openFacts, readSeal } from '../seal-issue.ts';
import type { OpenVault } from '../vault.ts';

/** Far more than the demo has: whoever imports a province into a demo database gets a listing of its beginning. */
const MOST = 500;

/** People with their certificates, every seal as an entry of its own: a corrected certificate is there twice. */
export async function demoListing(db: Database, vault: OpenVault, origin: string): Promise<DemoListing> {
  const certificates = await firstCertificates(db, MOST);
  const seals = new Map<number, SealRow[]>();
  for (const seal of await sealsOf(
    db,
    certificates.map(({ id }) => id),
  )) {
    seals.set(seal.certificateId, [...(seals.get(seal.certificateId) ?? []), seal]);
  }

  const people = new Map<string, DemoListing['people'][number]>();
  for (const row of certificates) {
    const { holderName: name, idType, idNumber, number } = openFacts(vault, row);
    const key = JSON.stringify([name, idType, idNumber]);
    const person = people.get(key) ?? { name, idType, idNumber, certificates: [] };
    people.set(key, person);
    if (PUBLISHED.has(row.stage)) {
      for (const seal of seals.get(row.id) ?? []) person.certificates.push(entry(vault, number, seal, origin));
    } else {
      const stage = row.stage;
      person.certificates.push({ certificateNumber: number, stage, standing: null, qrText: null, checkCode: null });
    }
  }
  const institutions = await db.query<{ code: string }>('select code from institution order by code');
  return { people: [...people.values()], staff: [], institutions: institutions.map(({ code }) => code) };
}

function entry(vault: OpenVault, certificateNumber: string, row: SealRow, origin: string): DemoCertificate {
  const seal = readSeal(vault, certificateNumber, row);
  return {
    certificateNumber,
    stage: 'published',
    standing: standingOfCode(row.standing),
    qrText: seal === null ? null : sealUrl(origin, seal.digits),
    checkCode: seal?.checkCode ?? null,
  };
}
