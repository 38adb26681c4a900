-- Pictures of datasets, as uploaded.
create table picture (
  id uuid primary key,
  version uuid not null references version on delete cascade,
  index integer not null,
  name text not null,
  format text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  sha256 text not null,
  object_key text not null,
  caption text not null,
  caption_edition bigint not null,
  form text,
  refusal text,
  unique (version, index),
  unique (version, sha256)
);

-- Training pictures made of them.
create table processed_picture (
  picture uuid not null references picture on delete cascade,
  sub_index integer not null,
  name text not null,
  object_key text not null,
  sha256 text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  primary key (picture, sub_index)
);

-- The next index of a version: indexes of deleted pictures are not given again.
create table picture_index (
  version uuid primary key references version on delete cascade,
  next integer not null
);

-- Objects that nobody needs, unless a snapshot does.
create table discarded_object (
  object_key text primary key
);

-- Objects that snapshots need.
create table kept_object (
  object_key text primary key
);
