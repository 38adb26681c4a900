-- Checkpoints are saved after steps too, several in one epoch: a job has one of each step. Those that there are were saved
-- after epochs, one of each, and have said after which step all along.
alter table checkpoint add column by_step boolean not null default false;
drop index checkpoint_of_job;

-- A job that began anew with epochs of another length may have saved two after one step. Of the older one, of an attempt
-- that nobody goes on from, the step is known no more: it gets one of its own, below all others.
update checkpoint older set step = -older.epoch
where older.task_id is null and exists (
  select 1 from checkpoint newer
  where newer.job_id = older.job_id and newer.step = older.step and newer.task_id is null
    and (newer.created_at, newer.id) > (older.created_at, older.id));

create unique index checkpoint_of_job on checkpoint (job_id, step) where task_id is null;
