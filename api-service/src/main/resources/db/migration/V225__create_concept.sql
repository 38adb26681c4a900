-- Concepts of datasets: pictures that are trained under the same words. The first one of a version has the
-- version's own id; it is there without a row, and gets one when somebody changes it.
create table concept (
  id uuid primary key,
  number bigint generated always as identity,
  version uuid not null references version on delete cascade,
  name text not null,
  name_key text not null,
  repeats integer,
  class_tokens text not null,
  regularisation boolean not null,
  unique (version, name_key)
);

-- Null: the first concept of the version.
alter table picture add column concept uuid references concept;
create index picture_concept on picture (concept);
