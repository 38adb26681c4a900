-- Requests that came with an Idempotency-Key, and how they were answered.
create table idempotent_request (
  caller text not null,
  key text not null,
  request_sha256 text not null,
  expires_at timestamptz not null,
  status integer,
  content_type text,
  location text,
  body text,
  primary key (caller, key)
);
create index idempotent_request_expires_at on idempotent_request (expires_at);
