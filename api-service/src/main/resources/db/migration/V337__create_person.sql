-- The people of the team. Who was removed stays, since work is theirs; the name is free again.
create table person (
  id uuid primary key,
  name text not null,
  name_key text not null,
  role text not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index person_name_key on person (name_key) where removed_at is null;
