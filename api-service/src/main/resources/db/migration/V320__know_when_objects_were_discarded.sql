-- Discarded objects that are needed elsewhere leave the table; unless they were discarded again meanwhile.
alter table discarded_object add column noted_at timestamptz not null default clock_timestamp();
