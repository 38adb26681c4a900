-- Presets that people have saved, beside those that come with the service. The key is the name without
-- what capitals and the like make different.
create table preset (
  key text primary key,
  name text not null check (char_length(name) between 1 and 60),
  purpose text not null check (char_length(purpose) <= 300),
  settings jsonb not null,
  preview jsonb not null,
  created_at timestamptz not null
);
