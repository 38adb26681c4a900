-- Cancelling a job cancels its previews that have not ended.
create index preview_open_of_job on preview (job_id, place) where ended_at is null;
