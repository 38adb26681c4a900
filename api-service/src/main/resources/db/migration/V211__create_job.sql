-- One combination of a run each: what is trained, how it stands, how far it is.
create table job (
  id uuid primary key,
  place bigint generated always as identity,
  run_id uuid not null references run on delete cascade,
  version_id uuid not null,
  name text not null,
  base_model_id uuid not null,
  base_model jsonb not null,
  batch_size integer not null,
  settings jsonb not null,
  priority smallint not null,
  planned_steps bigint not null,
  created_at timestamptz not null,
  state text not null,
  attempts integer not null,
  worker text,
  reason text not null,
  started_at timestamptz,
  ended_at timestamptz,
  attempt_since timestamptz,
  worked_millis bigint not null,
  step bigint not null,
  total_steps bigint not null,
  epoch integer not null,
  loss double precision,
  learning_rate double precision,
  steps_per_second double precision,
  final_loss double precision,
  checkpoints integer not null,
  unique (version_id, name)
);
create index job_of_run on job (run_id, place);
create index job_newest on job (created_at desc, place);
create index job_speed on job (base_model_id, batch_size, created_at desc)
  where steps_per_second is not null;

-- Loss and learning rate of every step.
create table job_point (
  job_id uuid not null references job on delete cascade,
  step bigint not null,
  attempt integer not null,
  loss double precision not null,
  learning_rate double precision not null,
  primary key (job_id, step)
);

-- The newest lines that attempts logged.
create table job_log (
  job_id uuid not null references job on delete cascade,
  line bigint generated always as identity,
  attempt integer not null,
  at timestamptz not null,
  text text not null,
  primary key (job_id, line)
);
