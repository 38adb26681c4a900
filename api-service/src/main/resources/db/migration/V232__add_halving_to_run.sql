-- Where weak jobs of a run end early; nowhere where it says nothing.
alter table run add column halving jsonb;
