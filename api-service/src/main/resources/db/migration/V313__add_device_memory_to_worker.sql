-- Bytes of memory that the worker's device has; null: unknown, as of a processor.
alter table worker add column device_memory bigint check (device_memory > 0);
