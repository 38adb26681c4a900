-- A copy of a version has the same objects as that: an object stays for as long as any picture has it.
create index picture_object on picture (object_key);
create index picture_mask on picture (mask_key) where mask_key is not null;
create index processed_picture_object on processed_picture (object_key);
