-- Every press of "train".
create table run (
  id uuid primary key,
  version_id uuid not null,
  base_model_id uuid not null,
  settings jsonb not null,
  preview jsonb not null,
  preview_after_training boolean not null,
  priority smallint not null,
  notes jsonb not null,
  created_at timestamptz not null
);
create index run_of_version on run (version_id, created_at desc);
