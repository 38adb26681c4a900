-- Base models: what is trained on. The same file may be known with another prediction or vocabulary.
create table base_model (
  id uuid primary key,
  place bigint generated always as identity unique,
  name text not null,
  family text not null,
  prediction text not null,
  sha256 text not null,
  bytes bigint not null,
  object_key text not null,
  tokenizer_key text,
  largest_rank integer not null,
  sizes jsonb not null,
  created_at timestamptz not null
);
create unique index base_model_same on base_model (sha256, prediction, coalesce(tokenizer_key, ''));
