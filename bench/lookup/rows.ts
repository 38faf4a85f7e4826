// A stretch of the benchmark's certificates as the table stores them: real blind index values and real encryption for
// every row, by the service's own vault.
import type { OpenVault } from '../../server/vault.ts';
import { CopyWriter } from './binary-copy.ts';
import { certificateOf } from './people.ts';

/** The columns in the order in which `copyRows` writes them. */
export const COLUMNS = [
  'id',
  'number',
  'number_name_key',
  'number_id_key',
  'name_id_key',
  'key_version',
  'name_sealed',
  'id_sealed',
  'id_type',
  'occupation',
  'job',
  'level',
  'issue_date',
  'institution_id',
  'stage',
  'standing',
  'stage_since',
  'published_at',
] as const;

/** Rows `from` to `to` - 1 in binary COPY form, without header and end; the row's id is its number plus one. */
export function copyRows(vault: OpenVault, from: number, to: number): Uint8Array<ArrayBuffer> {
  const writer = new CopyWriter();
  for (let row = from; row < to; row++) {
    const id = row + 1;
    const { certificateNumber, holderName, idNumber, occupation, job, level, issueDate, institution } =
      certificateOf(row);
    const keys = vault.indexRow({ number: certificateNumber, name: holderName, idNumber });
    writer.row(COLUMNS.length);
    writer.int8(id);
    writer.text(certificateNumber);
    writer.bytea(keys.numberNameKey);
    writer.bytea(keys.numberIdKey);
    writer.bytea(keys.nameIdKey);
    writer.int2(keys.keyVersion);
    writer.bytea(vault.seal('certificate.name', id, holderName).sealed);
    writer.bytea(vault.seal('certificate.id_number', id, idNumber).sealed);
    writer.text('resident_id');
    writer.text(occupation);
    writer.text(job);
    writer.int2(level);
    writer.date(issueDate);
    writer.int4(institution + 1);
    writer.text('published');
    writer.text('valid');
    writer.moment(issueDate);
    writer.moment(issueDate);
  }
  return writer.take();
}
