-- Checkpoints are saved after steps too, several in one epoch: a job has one of each step. Those that there are were saved
-- after epochs, one of each, and have said after which step all along.
alter table checkpoint add column by_step boolean not null default false;
drop index checkpoint_of_job;
create unique index checkpoint_of_job on checkpoint (job_id, step) where task_id is null;
