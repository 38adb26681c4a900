-- Work that nobody does yet is counted every few seconds, among all work that was ever done.
create index work_not_begun on work (kind, place) where state in ('QUEUED', 'RELEASED');
create index preparation_of_version on preparation (version, place desc);
-- The page shows the checkpoints and previews of a run at once.
create index checkpoint_of_run on checkpoint (run_id);
create index preview_of_run on preview (run_id, place);
