-- Messages on their way to Kafka: they come with the change that they tell of and go when Kafka has
-- them.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  value jsonb not null,
  at timestamptz not null
);
