-- What is archived takes no new jobs. What is deleted is gone for people at once, and for good some time later; its name is
-- free at once.
alter table project add column archived_at timestamptz, add column deleted_at timestamptz;
alter table version add column archived_at timestamptz, add column deleted_at timestamptz;
alter table project drop constraint project_name_key_key;
create unique index project_name on project (name_key) where deleted_at is null;
alter table version drop constraint version_project_name_key_key;
create unique index version_name on version (project, name_key) where deleted_at is null;
create index version_of_project on version (project, place);
