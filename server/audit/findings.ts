// What an audit can find, in words for the operator. Rows are named by table and id: nothing of what is in them is shown.

export const FAULTS = {
  leaf_missing: 'a leaf was removed from the log',
  leaf_changed: 'the leaf is not the one whose hash is in the tree',
  leaf_form: 'the leaf is none that this service writes',
  leaf_unsalted: 'the salts that open the leaf were removed',
  node_changed: 'a hash in the upper tiles is not that of the leaves below it',
  head_changed: 'the head of the log is not that of its leaves',
  checkpoint_missing: 'a checkpoint was removed, or its size falls behind an earlier one',
  checkpoint_unproven: 'a checkpoint is not signed by the keys of this log',
  checkpoint_beyond: 'a checkpoint signs more leaves than there are: the end of the log was removed',
  checkpoint_differs: 'a checkpoint signs another tree: leaves were changed after it',
  rows_changed: 'the commitments kept for the rows of a leaf are not those that the leaf commits to',
  row_changed: 'the row is not what the last leaf about it says: it was changed behind the service’s back',
  row_changed_between: 'the row was changed behind the service’s back before this leaf, which changed it again',
  row_added: 'no leaf is about this row: it was added behind the service’s back',
  row_removed: 'a leaf says that there is such a row: it was removed behind the service’s back',
} as const;
export type FaultCode = keyof typeof FAULTS;

export interface Fault {
  code: FaultCode;
  /** Such as `leaf 12`, `checkpoint 3`, `certificate 57`. */
  where: string;
  /** The leaf that the row is held against. */
  leaf?: number;
}

/** Faults in the order in which they are found, the first few by name. */
export class Findings {
  readonly faults: Fault[] = [];
  count = 0;
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  add(code: FaultCode, where: string, leaf?: number): void {
    this.count++;
    if (this.faults.length < this.#most) this.faults.push({ code, where, ...(leaf === undefined ? {} : { leaf }) });
  }
}

export const sentence = ({ code, where, leaf }: Fault): string =>
  `${where}: ${FAULTS[code]}${leaf === undefined ? '' : ` (leaf ${leaf})`}`;
