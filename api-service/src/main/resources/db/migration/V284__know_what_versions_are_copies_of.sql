-- A copy is trained with the settings of its original until it has its own.
alter table version add column copied_from uuid references version on delete set null;
create index version_copied_from on version (copied_from) where copied_from is not null;
