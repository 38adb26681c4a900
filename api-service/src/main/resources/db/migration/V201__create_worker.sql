-- What each worker process last said of itself.
create table worker (
  id text primary key,
  kinds text[] not null,
  device text not null,
  software_version text not null,
  busy_kind text,
  busy_id uuid,
  draining boolean not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null
);
create index worker_last_seen on worker (last_seen);
