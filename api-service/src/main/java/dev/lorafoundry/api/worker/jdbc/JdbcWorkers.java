package dev.lorafoundry.api.worker.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Workers in PostgreSQL. */
@Component
public final class JdbcWorkers implements Workers {
  private final JdbcClient jdbc;

  public JdbcWorkers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void report(WorkerReport report, Instant now) {
    WorkId busy = report.busyWith();
    jdbc.sql(
            """
            insert into worker (id, kinds, device, device_memory, software_version, busy_kind,
              busy_id, draining, first_seen, last_seen)
            values (:id, string_to_array(:kinds, ','), :device, :deviceMemory, :version, :busyKind,
              :busyId, :draining, :now, :now)
            on conflict (id) do update set kinds = excluded.kinds, device = excluded.device,
              device_memory = excluded.device_memory, software_version = excluded.software_version, busy_kind = excluded.busy_kind,
              busy_id = excluded.busy_id, draining = excluded.draining,
              last_seen = excluded.last_seen
            """)
        .param("id", report.id().value())
        .param("kinds", report.kinds().stream().map(Enum::name).collect(Collectors.joining(",")))
        .param("device", report.device())
        .param("deviceMemory", report.deviceMemory())
        .param("version", report.softwareVersion())
        .param("busyKind", busy == null ? null : busy.kind().name())
        .param("busyId", busy == null ? null : busy.value())
        .param("draining", report.draining())
        .param("now", Times.of(now))
        .update();
  }

  @Override
  public List<Sighting> all() {
    return jdbc.sql("select * from worker order by last_seen desc, id")
        .query(JdbcWorkers::sighting)
        .list();
  }

  @Override
  public List<Sighting> seenSince(Instant since) {
    return jdbc.sql("select * from worker where last_seen >= :since order by last_seen desc, id")
        .param("since", Times.of(since))
        .query(JdbcWorkers::sighting)
        .list();
  }

  @Override
  public int forgetUnseenSince(Instant since) {
    return jdbc.sql("delete from worker where last_seen < :since")
        .param("since", Times.of(since))
        .update();
  }

  private static Sighting sighting(ResultSet row, int number) throws SQLException {
    WorkerReport report =
        new WorkerReport(
            new WorkerId(row.getString("id")),
            kinds(row),
            row.getString("device"),
            row.getObject("device_memory", Long.class),
            row.getString("software_version"),
            busyWith(row),
            row.getBoolean("draining"));
    return new Sighting(report, Times.read(row, "first_seen"), Times.read(row, "last_seen"));
  }

  private static Set<WorkKind> kinds(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("kinds").getArray())
        .map(WorkKind::valueOf)
        .collect(Collectors.toSet());
  }

  private static @Nullable WorkId busyWith(ResultSet row) throws SQLException {
    String kind = row.getString("busy_kind");
    return kind == null
        ? null
        : new WorkId(WorkKind.valueOf(kind), row.getObject("busy_id", UUID.class));
  }
}
