-- Checkpoints that a job's training begins with. Nobody can delete one while a job names it here.
create table job_needs_checkpoint (
  job_id uuid not null references job on delete cascade,
  checkpoint_id uuid not null references checkpoint,
  primary key (job_id, checkpoint_id)
);
create index job_needs_checkpoint_by_checkpoint on job_needs_checkpoint (checkpoint_id);
