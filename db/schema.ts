// The tables as drizzle sees them. The migrations are what makes them; a test compares the two column by column.
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { FiledScope } from './institutions.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const idRange = customType<{ data: string }>({ dataType: () => 'int8range' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const count = (name: string) => bigint(name, { mode: 'number' });

export const schemaMigration = pgTable('schema_migration', {
  name: text().primaryKey(),
  checksum: text().notNull(),
  appliedAt: moment('applied_at').notNull().defaultNow(),
});

export const institution = pgTable('institution', {
  id: integer().primaryKey().generatedByDefaultAsIdentity(),
  code: text().notNull(),
  name: text().notNull(),
  tier: text({ enum: ['city', 'province'] }).notNull(),
  place: text().notNull(),
  status: text({ enum: ['active', 'ceased'] })
    .notNull()
    .default('active'),
  address: text().notNull(),
  contact: text().notNull(),
  phone: text().notNull(),
  authority: text().notNull(),
  scope: jsonb().$type<FiledScope[]>().notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
});

export const dataKey = pgTable('data_key', {
  version: smallint().primaryKey(),
  state: text({ enum: ['announced', 'current', 'draining', 'retired'] }).notNull(),
  kekId: text('kek_id').notNull(),
  rootId: text('root_id').notNull(),
  wrapped: bytes().notNull(),
  salt: bytes().notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const certificate = pgTable('certificate', {
  id: count('id').primaryKey().generatedByDefaultAsIdentity(),
  number: text().notNull(),
  numberNameKey: bytes('number_name_key').notNull(),
  numberIdKey: bytes('number_id_key').notNull(),
  nameIdKey: bytes('name_id_key').notNull(),
  keyVersion: smallint('key_version').notNull(),
  nameSealed: bytes('name_sealed').notNull(),
  idSealed: bytes('id_sealed').notNull(),
  idType: text('id_type').notNull(),
  occupation: text().notNull(),
  job: text(),
  level: smallint().notNull(),
  issueDate: date('issue_date', { mode: 'string' }).notNull(),
  institutionId: integer('institution_id').notNull(),
  stage: text().notNull(),
  standing: text().notNull().default('valid'),
  stageSince: moment('stage_since').notNull().defaultNow(),
  publishedAt: moment('published_at'),
  correctedAt: moment('corrected_at'),
});

export const idScreening = pgTable('id_screening', {
  certificateId: count('certificate_id').primaryKey(),
  idKey: bytes('id_key').notNull(),
  keyVersion: smallint('key_version').notNull(),
});

export const certificateStep = pgTable(
  'certificate_step',
  {
    id: count('id').generatedAlwaysAsIdentity(),
    certificateId: count('certificate_id').notNull(),
    step: text().notNull(),
    doneAt: moment('done_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.certificateId, table.id] })],
);

export const statusShard = pgTable('status_shard', {
  shard: integer().primaryKey(),
  issued: integer().notNull().default(0),
  version: count('version').notNull().default(0),
});

export const seal = pgTable('seal', {
  id: count('id').primaryKey().generatedByDefaultAsIdentity(),
  certificateId: count('certificate_id').notNull(),
  statusIndex: count('status_index').notNull(),
  standing: smallint().notNull().default(0),
  digits: text(),
  checkCodeSealed: bytes('check_code_sealed'),
  keyVersion: smallint('key_version'),
  allottedAt: moment('allotted_at').notNull().defaultNow(),
});

export const trustBundle = pgTable('trust_bundle', {
  version: count('version').primaryKey(),
  issuedAt: count('issued_at').notNull(),
  inputs: text().notNull(),
  text: text(),
});

export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  tat: count('tat').notNull(),
});

export const usedNonce = pgTable('used_nonce', {
  nonce: text().primaryKey(),
  expiresAt: count('expires_at').notNull(),
});

export const logLeaf = pgTable('log_leaf', {
  seq: count('seq').primaryKey(),
  leaf: bytes().notNull(),
  hash: bytes().notNull(),
});

export const logNode = pgTable(
  'log_node',
  { level: smallint().notNull(), seq: count('seq').notNull(), hash: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.level, table.seq] })],
);

export const logSalt = pgTable('log_salt', {
  leaf: count('leaf').primaryKey(),
  beforeSalt: bytes('before_salt').notNull(),
  afterSalt: bytes('after_salt').notNull(),
});

export const logRows = pgTable(
  'log_rows',
  {
    leaf: count('leaf').notNull(),
    position: count('position').notNull(),
    shape: text().notNull(),
    span: idRange().notNull(),
    ids: bytes().notNull(),
    befores: bytes().notNull(),
    afters: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.leaf, table.position] })],
);

export const logHead = pgTable('log_head', {
  sole: boolean().primaryKey().default(true),
  size: count('size').notNull(),
  edge: bytes().notNull(),
});

export const logCheckpoint = pgTable('log_checkpoint', {
  version: count('version').primaryKey(),
  size: count('size').notNull(),
  signedAt: count('signed_at').notNull(),
  note: text().notNull(),
});
