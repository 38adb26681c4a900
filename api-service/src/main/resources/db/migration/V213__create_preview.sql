-- Every grid of pictures that was asked for.
create table preview (
  id uuid primary key,
  place bigint generated always as identity,
  checkpoint_id uuid not null references checkpoint on delete cascade,
  job_id uuid not null,
  run_id uuid not null,
  version_id uuid not null,
  settings jsonb not null,
  state text not null,
  attempts integer not null,
  reason text not null,
  done integer not null,
  total integer not null,
  grid jsonb,
  notes jsonb not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index preview_of_checkpoint on preview (checkpoint_id, place);

-- Its pictures.
create table preview_picture (
  preview_id uuid not null references preview on delete cascade,
  grid_row integer not null,
  grid_column integer not null,
  batch_index integer not null,
  attempt integer not null,
  picture jsonb not null,
  primary key (preview_id, grid_row, grid_column, batch_index)
);
