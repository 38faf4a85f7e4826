-- Rate limits (D12). Unlogged: nothing here has to outlive a crash of the database, and every request writes.
create unlogged table rate_limit (
  key text primary key,
  tat bigint not null -- theoretical arrival time, whole milliseconds since 1970
) with (fillfactor = 70);
create index rate_limit_tat on rate_limit (tat);

-- Proofs of work that have bought their request.
create unlogged table used_nonce (
  nonce text primary key,
  expires_at bigint not null
);
create index used_nonce_expires on used_nonce (expires_at);

-- Several keys are charged together or not at all. Rows are locked in the order of their keys, so that two requests
-- never wait for each other. Returns the times found, null where there was none that still counts, and whether all
-- were charged. The arithmetic is that of domain/gcra.ts: `unit` is the price of one unit in milliseconds.
create function charge_limits(keys text[], units bigint[], bursts bigint[], costs bigint[], moment bigint)
returns table (place integer, found bigint, charged boolean) language plpgsql as $$
#variable_conflict use_column
declare
  slot record;
  base bigint;
  next bigint;
  locked integer;
  olds bigint[];
  nexts bigint[] := array_fill(null::bigint, array[cardinality(keys)]);
  allowed boolean;
begin
  loop
    insert into rate_limit (key, tat) select k, moment from unnest(keys) as k order by k on conflict do nothing;
    locked := 0;
    olds := array_fill(null::bigint, array[cardinality(keys)]);
    allowed := true;
    for slot in
      select l.tat, i.n::integer as n from rate_limit l
      join unnest(keys) with ordinality as i (k, n) on i.k = l.key
      order by l.key for update of l
    loop
      locked := locked + 1;
      olds[slot.n] := slot.tat;
      base := case when slot.tat > moment and slot.tat <= moment + 2 * bursts[slot.n] * units[slot.n]
        then slot.tat else moment end;
      next := greatest(moment, base + costs[slot.n] * units[slot.n]);
      allowed := allowed and (costs[slot.n] <= 0 or next - moment <= bursts[slot.n] * units[slot.n]);
      nexts[slot.n] := case when costs[slot.n] <> 0 then next end;
    end loop;
    -- A row may have been swept away between the two statements: a key that is not locked is not limited.
    exit when locked = cardinality(keys);
  end loop;
  if allowed then
    update rate_limit l set tat = i.t from unnest(keys, nexts) as i (k, t) where l.key = i.k and i.t is not null;
  end if;
  return query select n, olds[n], allowed from generate_series(1, cardinality(keys)) as n;
end $$;
