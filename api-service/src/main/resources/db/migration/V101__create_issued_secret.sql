-- Sign-in links and sessions of the page, by their hashes.
create table issued_secret (
  sha256 text primary key,
  purpose text not null,
  expires_at timestamptz not null
);
create index issued_secret_expires_at on issued_secret (expires_at);
