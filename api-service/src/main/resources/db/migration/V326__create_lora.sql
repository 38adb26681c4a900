-- LoRAs of their own files, from which trainings may begin.
create table lora (
  id uuid primary key,
  place bigint generated always as identity unique,
  name text not null,
  sha256 text not null unique,
  bytes bigint not null,
  object_key text not null,
  traits jsonb not null,
  outline jsonb not null,
  created_at timestamptz not null
);
