-- VAEs of their own files, which may take the place of a base model's.
create table vae (
  id uuid primary key,
  place bigint generated always as identity unique,
  name text not null,
  sha256 text not null unique,
  bytes bigint not null,
  object_key text not null,
  created_at timestamptz not null
);
