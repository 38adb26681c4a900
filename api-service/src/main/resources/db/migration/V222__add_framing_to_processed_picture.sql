-- How each training picture was taken out of its original; unknown of those made before.
alter table processed_picture
  add column original_width integer,
  add column original_height integer,
  add column cut_left integer,
  add column cut_top integer;
