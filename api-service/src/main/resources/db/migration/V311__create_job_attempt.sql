-- What attempts at trainings said of themselves: where they began, how far they came, how they failed.
create table job_attempt (
  job_id uuid not null references job on delete cascade,
  attempt integer not null,
  first_step bigint not null,
  last_step bigint not null,
  steps_per_epoch bigint not null,
  failure text,
  primary key (job_id, attempt)
);
