package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.checkpoint.MarkChange;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks in PostgreSQL. */
@Component
final class JdbcMarks implements Marks {
  private final JdbcClient jdbc;

  JdbcMarks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<CheckpointId, Mark> of(Collection<CheckpointId> checkpoints) {
    return jdbc
        .sql("select * from checkpoint_mark where checkpoint_id = any(:ids)")
        .param("ids", checkpoints.stream().map(CheckpointId::value).toArray(UUID[]::new))
        .query(
            (row, number) ->
                Map.entry(
                    new CheckpointId(row.getObject("checkpoint_id", UUID.class)),
                    mark(row, number)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Set<CheckpointId> starred(VersionId version) {
    return jdbc.sql(
            """
            select checkpoint_id from checkpoint_mark join checkpoint on id = checkpoint_id
            where version_id = :version and starred
            """)
        .param("version", version.value())
        .query((row, number) -> new CheckpointId(row.getObject("checkpoint_id", UUID.class)))
        .set();
  }

  @Override
  public Optional<Mark> change(CheckpointId checkpoint, MarkChange change, Instant at) {
    return jdbc.sql(
            """
            insert into checkpoint_mark as present (checkpoint_id, starred, note, changed_at,
              note_edition)
            values (:checkpoint, coalesce(:starred, false), coalesce(:note, ''), :at,
              case when coalesce(:note, '') = '' then 0 else 1 end)
            on conflict (checkpoint_id) do update
            set starred = coalesce(:starred, present.starred),
              note = coalesce(:note, present.note), changed_at = :at,
              note_edition = present.note_edition
                + case when coalesce(:note, present.note) = present.note then 0 else 1 end
            where coalesce(:note, present.note) = present.note
              or coalesce(:seen, present.note_edition) = present.note_edition
            returning starred, note, note_edition
            """)
        .param("checkpoint", checkpoint.value())
        .param("starred", change.starred(), Types.BOOLEAN)
        .param("note", change.note(), Types.VARCHAR)
        .param("seen", change.seen(), Types.BIGINT)
        .param("at", Times.of(at))
        .query(JdbcMarks::mark)
        .optional();
  }

  private static Mark mark(ResultSet row, int number) throws SQLException {
    return new Mark(row.getBoolean("starred"), row.getString("note"), row.getLong("note_edition"));
  }
}
