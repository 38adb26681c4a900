-- What changed lately, for pages that stay open. A change has no position until it is committed and
-- one replica has given it one: readers follow positions and so miss nothing.
create sequence live_position;
create table live_event (
  id bigint generated always as identity primary key,
  position bigint,
  topic text not null,
  subject uuid not null,
  version_id uuid not null,
  run_id uuid,
  at timestamptz not null
);
create unique index live_event_position on live_event (position);
create index live_event_fresh on live_event (id) where position is null;
create index live_event_at on live_event (at);
