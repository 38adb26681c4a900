-- Rows that go with another one are looked for by its key. Checkpoints of a job had indexes over some of them only, which
-- a deleted job can't use.
create index checkpoint_job on checkpoint (job_id);
drop index checkpoint_by_job;
create index upload_of_version on upload (version);
create index base_model_of_vae on base_model (vae_id) where vae_id is not null;
