// D4: nobody learns more than they brought. The one place where a stored certificate becomes a public answer.
import { maskName } from './masked-name.ts';
import { LEVELS, type LevelCode } from './level.ts';
import type { CertificateStanding } from './lifecycle.ts';

/** Which two of the three facts were given (R39). */
export type FactPair = 'number_name' | 'number_id' | 'name_id';

export const FACT_PAIRS: readonly FactPair[] = ['number_name', 'number_id', 'name_id'];

/** What the certificate says (R11), without the ID number: it is not read for a query, so it cannot leak from one. */
export interface CertificateFacts {
  readonly certificateNumber: string;
  readonly holderName: string;
  readonly occupation: string;
  readonly job: string | null;
  readonly level: LevelCode;
  /** YYYY-MM-DD */
  readonly issueDate: string;
  readonly institution: { readonly code: string; readonly name: string };
  readonly standing: CertificateStanding;
}

/** One certificate in the answer of POST /api/lookups. */
export interface DisclosedCertificate {
  certificateNumber: string | null;
  holderName: string;
  occupation: string | null;
  /** `--` when the certificate has no job or direction (R13); null only when details are withheld. */
  job: string | null;
  level: { code: LevelCode; name: string } | null;
  issueDate: string | null;
  institution: { code: string; name: string };
  standing: CertificateStanding;
}

/** R13: never empty. */
export const printedJob = (job: string | null): string => (job === null || job.trim() === '' ? '--' : job);

/**
 * What a full match on `pair` may show: the ID number never, the name in full only to somebody who typed it, and of a
 * withdrawn or suspended certificate no details but whom to ask.
 */
export function disclose(facts: CertificateFacts, pair: FactPair): DisclosedCertificate {
  const numberTyped = pair !== 'name_id';
  const nameTyped = pair !== 'number_id';
  const open = facts.standing === 'valid'; // asked this way round, a standing not thought of withholds
  return {
    certificateNumber: open || numberTyped ? facts.certificateNumber : null,
    holderName: nameTyped ? facts.holderName : maskName(facts.holderName),
    occupation: open ? facts.occupation : null,
    job: open ? printedJob(facts.job) : null,
    level: open ? { code: facts.level, name: LEVELS[facts.level].printed } : null,
    issueDate: open ? facts.issueDate : null,
    institution: { code: facts.institution.code, name: facts.institution.name },
    standing: facts.standing,
  };
}
