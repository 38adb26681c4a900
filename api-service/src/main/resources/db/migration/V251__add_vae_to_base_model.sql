-- The VAE that a base model is used with where a run names none; null: the one in its own file.
alter table base_model add column vae_id uuid references vae (id);
