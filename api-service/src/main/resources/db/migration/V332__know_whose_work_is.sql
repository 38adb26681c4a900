-- Absent: nobody's, as all of before; every member may control it.
alter table run add column owner uuid references person;
alter table job add column owner uuid references person;
alter table work add column owner uuid references person;
