-- Which text of a note somebody saw who changes it. What nobody has written is edition 0.
alter table checkpoint_mark add column note_edition bigint not null default 0;
update checkpoint_mark set note_edition = 1 where note <> '';
