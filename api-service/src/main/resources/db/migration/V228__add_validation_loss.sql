-- The loss that checkpoints are compared by, where their run asks for one.
alter table checkpoint add column validation_loss double precision;
-- The newest one of a job, and all of them: not every epoch leaves a checkpoint.
alter table job add column validation_loss double precision;
create table job_validation (
  job_id uuid not null references job on delete cascade,
  epoch integer not null,
  step bigint not null,
  attempt integer not null,
  loss double precision not null,
  primary key (job_id, epoch)
);
