-- How the datasets of versions are to be prepared, where that differs from the defaults.
create table preparation_plan (
  version uuid primary key references version on delete cascade,
  settings jsonb not null,
  edition bigint not null
);

-- Preparations: tasks that turn pictures into training pictures.
create table preparation (
  id uuid primary key,
  place bigint generated always as identity unique,
  version uuid not null references version on delete cascade,
  form text not null,
  state text not null,
  total integer not null,
  reason text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index preparation_under_way on preparation (version) where ended_at is null;

-- The pictures of each preparation, and what came of them. A picture may be deleted meanwhile.
create table preparation_item (
  preparation uuid not null references preparation on delete cascade,
  picture uuid not null,
  index integer not null,
  name text not null,
  outcome text not null,
  reason text not null,
  primary key (preparation, picture)
);
