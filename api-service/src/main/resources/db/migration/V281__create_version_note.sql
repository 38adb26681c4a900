-- What people wrote down of versions; one that has no row has no note yet.
create table version_note (
  version uuid primary key references version on delete cascade,
  text text not null check (char_length(text) <= 4000),
  edition bigint not null
);
