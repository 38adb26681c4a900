-- Every LoRA file that a job saved.
create table checkpoint (
  id uuid primary key,
  job_id uuid not null references job on delete cascade,
  run_id uuid not null,
  version_id uuid not null,
  name text not null,
  epoch integer not null,
  step bigint not null,
  last boolean not null,
  average_loss double precision not null,
  key text not null,
  sha256 text not null,
  bytes bigint not null,
  created_at timestamptz not null,
  unique (job_id, epoch)
);
create index checkpoint_of_version on checkpoint (version_id);
