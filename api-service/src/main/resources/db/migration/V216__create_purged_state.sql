-- Up to where training states were deleted: those of attempts up to an epoch, at fewer steps than
-- a bound.
create table purged_state (
  job_id uuid primary key references job on delete cascade,
  epoch integer not null,
  below bigint not null
);
create index work_training_since on work (state, since) where kind = 'TRAINING';
