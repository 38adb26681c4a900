-- Nobody knows whose the links and sessions of before are: who has one signs in anew.
delete from issued_secret;
alter table issued_secret add column person uuid not null references person;
create index issued_secret_person on issued_secret (person);
