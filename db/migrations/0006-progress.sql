-- How far a certificate is on its way to the public (R46): what was done with it, and when. By whom it is done next, and
-- by which day, follows from the rules (domain/progress.ts) and is not kept.

create table certificate_step (
  id bigint generated always as identity,
  certificate_id bigint not null references certificate (id),
  -- A return ends a round; the next `reported` begins another (R23).
  step text not null
    check (step in ('reported', 'city_reviewed', 'provincially_reviewed', 'published', 'returned')),
  done_at timestamptz not null,
  primary key (certificate_id, id)
);

create trigger kept before update or delete on certificate_step for each statement execute function refuse_rewriting();
create trigger kept_whole before truncate on certificate_step for each statement execute function refuse_rewriting();

-- The holder asks with the ID number and one of the other two facts, so rows that are not public yet are found by the same
-- two keys as the others, and by no fact alone (D2). Name and number together are not enough: a third person may have both.
create index certificate_hidden_number_id on certificate (number_id_key)
  where stage <> 'published' and number_id_key is not null;
create index certificate_hidden_name_id on certificate (name_id_key)
  where stage <> 'published' and name_id_key is not null;

-- The one door to rows that are not public yet. Neither name nor ID number is behind it, not even sealed.
create view certificate_progress as
  select id, number, number_id_key, name_id_key, occupation, level, issue_date, institution_id, stage, standing, stage_since
  from certificate;
