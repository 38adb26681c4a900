-- A file that says where a picture counts, if one was uploaded beside it.
alter table picture
  add column mask_key text,
  add column mask_sha256 text;
