-- Object key of the frozen dataset that a job trains on; the message to the worker has had it all along.
alter table job add column snapshot_key text not null default '';
update job set snapshot_key = work.message -> 'snapshot' ->> 'key'
from work
where work.kind = 'TRAINING' and work.id = job.id and work.message -> 'snapshot' ->> 'key' is not null;
alter table job alter column snapshot_key drop default;
