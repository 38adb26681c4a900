-- Groups of settings whose values go together, one by one.
alter table run add column zip jsonb not null default '[]';
