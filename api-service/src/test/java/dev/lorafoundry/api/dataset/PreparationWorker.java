package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.EventIntake;
import dev.lorafoundry.api.queue.LeaseDesk;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Says to the running service what a worker at a preparation says. */
final class PreparationWorker {
  private static final WorkerId NAME = new WorkerId("preparation-worker-of-the-tests");

  private final PreparationId id;
  private int prepared;
  private int refused;
  private long sequence;

  PreparationWorker(String id) {
    this.id = new PreparationId(UUID.fromString(id));
  }

  /** Reports for work until the preparation is on offer, then takes it. */
  void claim() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              report();
              return TestApi.bean(WorkQueue.class).status(WorkId.of(id)).orElseThrow().state()
                  == WorkState.RELEASED;
            });
    assertThat(
            TestApi.bean(LeaseDesk.class)
                .claim(WorkId.of(id), new ClaimRequest(NAME, new DispatchId(1), ClaimId.random()))
                .epoch())
        .isEqualTo(new LeaseEpoch(1));
  }

  private static void report() {
    TestApi.post("/internal/v1/workers")
        .bearer(TestApi.WORKER_TOKEN)
        .json(
            new WorkerReport(NAME, Set.of(WorkKind.PREPARATION), "cpu", null, "test", null, false))
        .send()
        .expect(204);
  }

  void prepare(String picture, int colour) {
    prepare(picture, colour, new Framing(64, 64, 0, 0));
  }

  /** As a worker that is too old to tell of framing. */
  void prepareUnframed(String picture, int colour) {
    prepare(picture, colour, null);
  }

  private void prepare(String picture, int colour, @Nullable Framing framing) {
    byte[] png = TestFiles.png(colour);
    ObjectKey key = ObjectKey.of("datasets", "test", "processed", id.toString(), picture + ".png");
    TestApi.bean(ObjectStore.class).put(key, Content.of(png, Content.PNG));
    Processed processed =
        new Processed(
            0, "00000-0-a.png", key.value(), "sha-" + picture, 64, 64, png.length, framing);
    say(
        new PreparationEvent.PicturePrepared(
            id, header(), new PictureId(UUID.fromString(picture)), List.of(processed)));
    prepared++;
  }

  void refuse(String picture, String reason) {
    say(
        new PreparationEvent.PictureRefused(
            id, header(), new PictureId(UUID.fromString(picture)), reason));
    refused++;
  }

  void finish() {
    say(new PreparationEvent.Finished(id, header(), prepared, refused));
  }

  private EventHeader header() {
    sequence++;
    return new EventHeader(new LeaseEpoch(1), sequence, Instant.now());
  }

  private static void say(PreparationEvent event) {
    TestApi.bean(EventIntake.class).accept(event);
  }
}
