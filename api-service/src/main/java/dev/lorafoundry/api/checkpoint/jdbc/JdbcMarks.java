package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.checkpoint.MarkChange;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.CheckpointId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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
  public Mark change(CheckpointId checkpoint, MarkChange change, Instant at) {
    return jdbc.sql(
            """
            insert into checkpoint_mark (checkpoint_id, starred, note, changed_at)
            values (:checkpoint, coalesce(:starred, false), coalesce(:note, ''), :at)
            on conflict (checkpoint_id) do update
            set starred = coalesce(:starred, checkpoint_mark.starred),
              note = coalesce(:note, checkpoint_mark.note), changed_at = :at
            returning starred, note
            """)
        .param("checkpoint", checkpoint.value())
        .param("starred", change.starred(), Types.BOOLEAN)
        .param("note", change.note(), Types.VARCHAR)
        .param("at", Times.of(at))
        .query(JdbcMarks::mark)
        .single();
  }

  private static Mark mark(ResultSet row, int number) throws SQLException {
    return new Mark(row.getBoolean("starred"), row.getString("note"));
  }
}
