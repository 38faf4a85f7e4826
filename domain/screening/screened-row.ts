// What the screening sees of a certificate: never a name or an ID number, only whether two of them are the same.
import type { LevelCode } from '../level.ts';

export interface ScreenedRow {
  readonly id: string;
  /** Keyed value of ID type and number (D2): the same for one person, and nothing else can be told from it. */
  readonly person: string;
  /** Keyed value of the name as it is matched (D3). */
  readonly name: string;
  /** Full years on the issue date; null where the document does not say. */
  readonly age: number | null;
  /** The institution's filed prefix. */
  readonly institution: string;
  readonly occupation: string;
  /** Null for `--`. */
  readonly job: string | null;
  readonly level: LevelCode;
  /** Two digits. */
  readonly year: number;
  readonly sequence: number;
  /** YYYY-MM-DD */
  readonly issueDate: string;
}

/**
 * What has to be looked at together. All rows of a group must come at once: sorted by the group's key they can be
 * streamed from the registry.
 */
export const GROUPS = {
  row: (row: ScreenedRow): string => row.id,
  person: (row: ScreenedRow): string => row.person,
  /** R9: the numbers of one institution, year and level. */
  line: (row: ScreenedRow): string => `${row.institution} ${row.year} ${row.level}`,
  institution: (row: ScreenedRow): string => row.institution,
} as const satisfies Record<string, (row: ScreenedRow) => string>;

export type Group = keyof typeof GROUPS;
