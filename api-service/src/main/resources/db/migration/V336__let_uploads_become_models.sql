-- Files that come in parts go into a dataset, or else become a base model, a VAE or a LoRA.
alter table upload
  alter column version drop not null,
  alter column concept drop not null,
  add constraint upload_goes_somewhere check ((version is null) = (concept is null));
