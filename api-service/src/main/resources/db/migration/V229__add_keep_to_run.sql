-- Which checkpoints of each job a run keeps; all where it says nothing.
alter table run add column keep jsonb;
alter table checkpoint add column dropped_at timestamptz;
