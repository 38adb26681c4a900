-- An API of an older version may still add jobs while this one starts, and knows nothing of this column.
alter table job alter column snapshot_key set default '';
