-- An object is kept for the snapshots of a version, and goes with the last version that needs it. Those that were kept before
-- say in their keys whose they are; others stay for good, and so do those that an API of an older version, which knows nothing
-- of this column, keeps while this one starts.
alter table kept_object add column version uuid default '00000000-0000-0000-0000-000000000000';
update kept_object set version = coalesce(
  cast(substring(object_key from '^datasets/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/') as uuid),
  '00000000-0000-0000-0000-000000000000');
alter table kept_object drop constraint kept_object_pkey, add primary key (object_key, version);
create index kept_object_version on kept_object (version);
