-- The claim that was granted: it alone is granted again when its answer was lost.
alter table work add column claim uuid;
