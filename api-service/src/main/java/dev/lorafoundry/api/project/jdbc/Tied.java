package dev.lorafoundry.api.project.jdbc;

/** What keeps versions from being deleted; each is formatted with the condition that picks them. */
final class Tied {
  /** How much of their work has not ended. */
  static final String OPEN_WORK =
      """
      with own as (select id from version where %s)
      select (select count(*) from job j join own on own.id = j.version_id
          where j.ended_at is null)
        + (select count(*) from preview p join own on own.id = p.version_id
          where p.ended_at is null)
        + (select count(*) from preparation r join own on own.id = r.version
          where r.ended_at is null)
        + (select count(*) from lora_task t join own on own.id = t.version_id
          where t.ended_at is null)
      """;

  /**
   * Names of other versions whose LoRAs were made of their checkpoints, or whose open jobs and
   * tasks need these; but not of versions that were deleted before {@code :before}.
   */
  static final String USERS =
      """
      with own as (select id from version where %s),
      saved as (
        select c.id, c.job_id from checkpoint c join own on own.id = c.version_id),
      users as (
        select c.version_id from checkpoint c join job j on j.id = c.job_id
          join own on own.id = j.version_id
        where c.task_id is not null
        union
        select j.version_id from job_needs_checkpoint n
          join saved on saved.id = n.checkpoint_id join job j on j.id = n.job_id
        where j.ended_at is null
        union
        select t.version_id from lora_task t
          cross join jsonb_array_elements(t.sources) source
          join saved on cast(saved.id as text) = source -> 'lora' ->> 'id'
        where t.ended_at is null)
      select p.name || ' ' || v.name from users u
        join version v on v.id = u.version_id join project p on p.id = v.project
      where v.id not in (select id from own)
        and coalesce(least(v.deleted_at, p.deleted_at) >= :before, true)
      order by v.place
      """;

  private Tied() {}
}
