-- Whether a training picture has a mask. Null: prepared by a worker that did not tell.
alter table processed_picture add column masked boolean;
