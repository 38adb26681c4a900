-- How much a line matters.
alter table job_log add column level text not null default 'INFO';
