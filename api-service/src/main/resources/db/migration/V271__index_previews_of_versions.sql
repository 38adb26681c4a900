-- The table that compares a version's pictures shows the newest previews of all of its checkpoints.
create index preview_of_version on preview (version_id, place);
