-- The audit log (D11, R27): a Merkle tree (RFC 6962) of every data operation. What stands in log_leaf, log_node and
-- log_checkpoint is public; log_salt and log_rows are what makes the leaves provable row by row, and stay here.

-- What was written once is never written again, whoever asks.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end $$;

create table log_leaf (
  seq bigint primary key check (seq >= 0),
  -- The leaf as outsiders read it (domain/log/leaf.ts).
  leaf bytea not null check (octet_length(leaf) between 1 and 65535),
  -- SHA-256(0x00 ‖ leaf): a tile of level 0 is 256 of these in a row.
  hash bytea not null check (octet_length(hash) = 32)
);

-- The tiles above level 0: one hash for every 256, 65,536 … leaves. The nodes between are folded from these.
create table log_node (
  level smallint not null check (level between 1 and 6),
  seq bigint not null check (seq >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, seq)
);

-- Opens the commitments of one leaf. Whoever has it can try guesses at what a leaf commits to.
create table log_salt (
  leaf bigint primary key references log_leaf (seq),
  before_salt bytea not null check (octet_length(before_salt) = 32),
  after_salt bytea not null check (octet_length(after_salt) = 32)
);

-- The rows that a leaf is about, up to 256 neighbours at a time: what it says they were and what they became.
create table log_rows (
  leaf bigint not null references log_leaf (seq),
  -- Place of the first of them in the tree of the leaf's rows.
  position bigint not null check (position >= 0),
  -- Which columns of which table, and how they were written down: db/audit-shapes.ts.
  shape text not null,
  -- Smallest to largest row id.
  span int8range not null check (not isempty(span)),
  -- 8 bytes a row id, ascending; 32 bytes a commitment. All zero in `befores`: no leaf knew this row before.
  ids bytea not null check (octet_length(ids) between 8 and 2048 and octet_length(ids) % 8 = 0),
  befores bytea not null check (octet_length(befores) = octet_length(ids) * 4),
  afters bytea not null check (octet_length(afters) = octet_length(ids) * 4),
  primary key (leaf, position)
);
create index log_rows_span on log_rows using gist (span);

-- How far the tree has grown. Whoever appends holds this row until the end of the transaction, so that leaves are
-- numbered without gaps and a rollback leaves nothing.
create table log_head (
  sole boolean primary key default true check (sole),
  size bigint not null check (size >= 0),
  -- Roots of the perfect subtrees along the right edge (domain/log/edge.ts).
  edge bytea not null check (octet_length(edge) % 32 = 0)
);
insert into log_head (size, edge) values (0, '');

-- Signed heads (C2SP tlog-checkpoint), one line of versions however many processes sign.
create table log_checkpoint (
  version bigint primary key check (version > 0),
  size bigint not null check (size >= 0),
  signed_at bigint not null, -- milliseconds since 1970
  note text not null
);
create index log_checkpoint_size on log_checkpoint (size);

create trigger kept before update or delete on log_leaf for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on log_leaf for each statement execute function refuse_rewriting();
create trigger kept before update or delete on log_node for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on log_node for each statement execute function refuse_rewriting();
create trigger kept before update or delete on log_salt for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on log_salt for each statement execute function refuse_rewriting();
create trigger kept before update or delete on log_rows for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on log_rows for each statement execute function refuse_rewriting();
create trigger kept before update or delete on log_checkpoint for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on log_checkpoint for each statement execute function refuse_rewriting();
create trigger kept before delete on log_head for each statement execute function refuse_removal();
create trigger kept_whole before truncate on log_head for each statement execute function refuse_removal();
