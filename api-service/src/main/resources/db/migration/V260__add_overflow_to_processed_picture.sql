-- What the file of a training picture has beyond it; absent where that was cut off.
alter table processed_picture
  add column kept_columns integer,
  add column kept_rows integer;
