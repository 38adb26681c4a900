-- What people think of checkpoints; one that has no row has neither star nor note.
create table checkpoint_mark (
  checkpoint_id uuid primary key references checkpoint on delete cascade,
  starred boolean not null,
  note text not null check (char_length(note) <= 500),
  changed_at timestamptz not null
);
