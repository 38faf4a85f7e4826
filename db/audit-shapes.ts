// How rows of the registry are written down for the audit log. A shape never changes: another column is another shape,
// and rows that were logged under the old one are checked under the old one.

type ColumnType = 'text' | 'bytes' | 'moment' | 'date';
interface Shape {
  /** The table, as `t`, and whatever is joined to it. */
  from: string;
  /** Expression by expression, in this order. */
  columns: readonly (readonly [expression: string, type: ColumnType])[];
}

export const SHAPES = {
  'institution.1': {
    from: 'institution t',
    columns: [
      ...texts('code', 'name', 'tier', 'place', 'status', 'address', 'contact', 'phone', 'authority', 'scope'),
      ['t.changed_at', 'moment'],
    ],
  },
  // Name and ID number as they are stored, sealed and keyed: the log can be checked without a key.
  'certificate.1': {
    from: 'certificate t left join id_screening s on s.certificate_id = t.id',
    columns: [
      ...texts('number', 'key_version', 'id_type', 'occupation', 'job', 'level', 'institution_id', 'stage', 'standing'),
      ...bytes('number_name_key', 'number_id_key', 'name_id_key', 'name_sealed', 'id_sealed'),
      ['t.issue_date', 'date'],
      ['t.stage_since', 'moment'],
      ['t.published_at', 'moment'],
      ['t.corrected_at', 'moment'],
      ['s.id_key', 'bytes'],
      ['s.key_version', 'text'],
    ],
  },
  'seal.1': {
    from: 'seal t',
    columns: [
      ...texts('certificate_id', 'status_index', 'standing', 'digits', 'key_version'),
      ...bytes('check_code_sealed'),
      ['t.allotted_at', 'moment'],
    ],
  },
} as const satisfies Record<string, Shape>;
export type ShapeName = keyof typeof SHAPES;

/** The shape under which rows of a table are logged now. */
export const CURRENT_SHAPE = {
  institution: 'institution.1',
  certificate: 'certificate.1',
  seal: 'seal.1',
} as const satisfies Record<string, ShapeName>;
export type LoggedTable = keyof typeof CURRENT_SHAPE;

export function isLoggedTable(name: string): name is LoggedTable {
  return Object.hasOwn(CURRENT_SHAPE, name);
}

export function isShape(name: string): name is ShapeName {
  return Object.hasOwn(SHAPES, name);
}

/** `institution`, of `institution.1`. */
export const tableOf = (shape: ShapeName): string => shape.split('.')[0] ?? shape;

function texts<const T extends string>(...names: T[]): [`t.${T}`, 'text'][] {
  return names.map((name) => [`t.${name}`, 'text']);
}
function bytes<const T extends string>(...names: T[]): [`t.${T}`, 'bytes'][] {
  return names.map((name) => [`t.${name}`, 'bytes']);
}

// Written out so that no setting of the session (time zone, date style, form of bytes) has a say in it.
const AS_TEXT = {
  text: (expression) => `${expression}::text`,
  bytes: (expression) => `encode(${expression}, 'hex')`,
  moment: (expression) => `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  date: (expression) => `to_char(${expression}, 'YYYY-MM-DD')`,
} as const satisfies Record<ColumnType, (expression: string) => string>;

/** `select id, state` of the shape's table, without its condition; the state is a JSON array of texts and nulls. */
export function selectState(shape: ShapeName): string {
  const { from, columns }: Shape = SHAPES[shape];
  const values = columns.map(([expression, type]) => AS_TEXT[type](expression));
  return `select t.id::bigint as id, json_build_array(${values.join(', ')})::text as state from ${from}`;
}
