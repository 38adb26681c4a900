-- Tokens that people made for programs of theirs, by their hashes.
create table api_token (
  id uuid primary key,
  person uuid not null references person,
  name text not null,
  sha256 text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index api_token_person on api_token (person);
