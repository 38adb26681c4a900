-- Everything that workers do: trainings, previews, preparations.
create table work (
  kind text not null,
  id uuid not null,
  place bigint generated always as identity,
  team text not null,
  priority smallint not null,
  message jsonb not null,
  submitted_at timestamptz not null,
  state text not null,
  since timestamptz not null,
  dispatch integer not null,
  epoch integer not null,
  setbacks integer not null,
  not_before timestamptz not null,
  worker text,
  leased_at timestamptz,
  lease_until timestamptz,
  resume_key text,
  resume_sha256 text,
  resume_step bigint,
  step bigint not null,
  total_steps bigint not null,
  reason text not null,
  primary key (kind, id)
);
create index work_waiting on work (kind, priority, team, place) where state = 'QUEUED';
create index work_on_offer on work (kind, since) where state = 'RELEASED';
create index work_leased on work (lease_until) where lease_until is not null;

-- Every try at a piece of work.
create table attempt (
  kind text not null,
  id uuid not null,
  epoch integer not null,
  worker text not null,
  dispatch integer not null,
  claimed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  reason text not null default '',
  heard bigint not null default 0,
  primary key (kind, id, epoch),
  foreign key (kind, id) references work on delete cascade
);
create index attempt_ended on attempt (ended_at);

-- Every change of state.
create table work_change (
  kind text not null,
  id uuid not null,
  line bigint generated always as identity,
  transition text not null,
  from_state text not null,
  to_state text not null,
  dispatch integer not null,
  epoch integer not null,
  worker text,
  leased_at timestamptz,
  at timestamptz not null,
  reason text not null,
  primary key (kind, id, line),
  foreign key (kind, id) references work on delete cascade
);
