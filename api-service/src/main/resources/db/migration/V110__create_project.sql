-- Projects, and their versions: own dataset, own settings, own results.
create table project (
  id uuid primary key,
  place bigint generated always as identity unique,
  name text not null,
  name_key text not null unique,
  created_at timestamptz not null
);

create table version (
  id uuid primary key,
  place bigint generated always as identity unique,
  project uuid not null references project on delete cascade,
  name text not null,
  name_key text not null,
  created_at timestamptz not null,
  unique (project, name_key)
);
