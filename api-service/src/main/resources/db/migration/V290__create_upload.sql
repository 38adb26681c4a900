-- Files that come in parts. What is not complete in time is forgotten; its parts are discarded objects from the first day.
create table upload (
  id uuid primary key,
  owner text not null,
  version uuid not null references version on delete cascade,
  concept uuid not null,
  name text not null,
  modified text not null,
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received between 0 and bytes),
  expires_at timestamptz not null,
  adding_until timestamptz,
  report jsonb
);
create index upload_of_owner on upload (owner);

create table upload_part (
  upload uuid not null references upload on delete cascade,
  start bigint not null,
  bytes bigint not null check (bytes > 0),
  object_key text not null,
  primary key (upload, start)
);
