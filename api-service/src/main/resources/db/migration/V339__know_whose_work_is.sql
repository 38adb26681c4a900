-- Absent: nobody's, as all of before; every member may control it.
alter table run add column owner uuid references person;
alter table job add column owner uuid references person;
alter table work add column owner uuid references person;
create index run_owner on run (owner) where owner is not null;
create index job_owner on job (owner) where owner is not null;
create index work_owner on work (owner) where owner is not null;
