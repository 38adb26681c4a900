-- LoRAs that are made of others: what was asked for, how it stands, what came of it.
create table lora_task (
  id uuid primary key,
  place bigint generated always as identity,
  version_id uuid not null,
  name text not null,
  sources jsonb not null,
  settings jsonb not null,
  state text not null,
  attempts integer not null,
  reason text not null,
  result jsonb,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index lora_task_of_version on lora_task (version_id, place desc);
create index lora_task_open on lora_task (place) where ended_at is null;

-- A job has saved one checkpoint of each epoch; what tasks make of these stands beside them.
alter table checkpoint add column task_id uuid references lora_task on delete cascade;
alter table checkpoint drop constraint checkpoint_job_id_epoch_key;
create unique index checkpoint_of_job on checkpoint (job_id, epoch) where task_id is null;
create unique index checkpoint_of_task on checkpoint (task_id);
create index checkpoint_by_job on checkpoint (job_id) where task_id is not null;
