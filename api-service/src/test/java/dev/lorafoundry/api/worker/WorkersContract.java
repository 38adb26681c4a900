package dev.lorafoundry.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Workers} does. */
public abstract class WorkersContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  protected abstract Workers workers();

  @Test
  void returnsWhatWasReported() {
    WorkId busy = WorkId.of(JobId.random());
    workers().report(report("w1", busy), NOON);

    Sighting sighting = workers().all().get(0);

    assertThat(sighting.report()).isEqualTo(report("w1", busy));
    assertThat(sighting.lastSeen()).isEqualTo(NOON);
  }

  @Test
  void laterReportReplacesTheEarlierOne() {
    workers().report(report("w1", WorkId.of(JobId.random())), NOON);
    workers().report(report("w1", null), NOON.plusSeconds(2));

    assertThat(workers().all())
        .containsExactly(new Sighting(report("w1", null), NOON, NOON.plusSeconds(2)));
  }

  @Test
  void remembersTheMemoryOfTheDeviceAsItWasLastTold() {
    workers().report(report("w1", null, 16L << 30), NOON);
    workers().report(report("w1", null, 80L << 30), NOON.plusSeconds(2));
    assertThat(workers().all())
        .extracting(each -> each.report().deviceMemory())
        .containsExactly(80L << 30);

    workers().report(report("w1", null, null), NOON.plusSeconds(4));
    assertThat(workers().all())
        .extracting(each -> each.report().deviceMemory())
        .containsOnlyNulls();
  }

  @Test
  void tellsLiveWorkersFromSilentOnes() {
    workers().report(report("silent", null), NOON);
    workers().report(report("live", null), NOON.plusSeconds(60));

    assertThat(workers().seenSince(NOON.plusSeconds(30)))
        .extracting(each -> each.report().id().value())
        .containsExactly("live");
    assertThat(workers().all()).hasSize(2);
  }

  @Test
  void forgetsWorkersThatWereSilentForLong() {
    workers().report(report("silent", null), NOON);
    workers().report(report("live", null), NOON.plusSeconds(60));

    assertThat(workers().forgetUnseenSince(NOON.plusSeconds(30))).isEqualTo(1);
    assertThat(workers().all()).hasSize(1);
  }

  private static WorkerReport report(String id, @Nullable WorkId busy) {
    return report(id, busy, null);
  }

  private static WorkerReport report(String id, @Nullable WorkId busy, @Nullable Long memory) {
    return new WorkerReport(
        new WorkerId(id),
        Set.of(WorkKind.PREVIEW, WorkKind.PREPARATION),
        "cuda:0",
        memory,
        "0.1.0",
        busy,
        false);
  }
}
