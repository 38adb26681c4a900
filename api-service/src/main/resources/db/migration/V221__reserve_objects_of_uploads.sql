-- An upload notes its objects here before it stores them; until then they are not deleted.
alter table discarded_object add column not_before timestamptz not null default '-infinity';
