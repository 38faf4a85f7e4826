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

-- Charges several keys, each for itself, and returns the time stored for each: the caller computes the decision from it
-- exactly as this function did (domain/gcra.ts). `units` is the price of one unit in milliseconds. Rows are locked in
-- the order of their keys, so that two requests never wait for each other; a cost of 0 locks and writes nothing.
create function charge_limits(keys text[], units bigint[], bursts bigint[], costs bigint[], moment bigint)
returns table (place integer, stored bigint) language plpgsql as $$
declare
  slot record;
  base bigint;
  due bigint;
  span bigint;
begin
  for slot in
    select c.k, c.unit, c.burst, c.cost, c.n::integer as n
    from unnest(keys, units, bursts, costs) with ordinality as c (k, unit, burst, cost, n) order by c.k, c.n
  loop
    place := slot.n;
    if slot.cost = 0 then
      select l.tat into stored from rate_limit l where l.key = slot.k;
      return next;
      continue;
    end if;
    -- Two attempts and no more would do, if the sweeper did not come between: a key without a locked row is not limited.
    loop
      select l.tat into stored from rate_limit l where l.key = slot.k for update;
      exit when stored is not null;
      insert into rate_limit (key, tat) values (slot.k, moment) on conflict do nothing;
    end loop;
    span := slot.burst * slot.unit;
    base := case when stored > moment and stored <= moment + 2 * span then stored else moment end;
    due := greatest(moment, base + slot.cost * slot.unit);
    if slot.cost < 0 or due - moment <= span then
      update rate_limit l set tat = due where l.key = slot.k;
    end if;
    return next;
  end loop;
end $$;
