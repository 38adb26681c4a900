package dev.lorafoundry.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import dev.lorafoundry.testkit.server.S3Server;
import dev.lorafoundry.worker.TinyJobs;
import dev.lorafoundry.workerprocess.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own: offers from Kafka, leases from an API, files to S3. */
final class WorkerGpuIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final KafkaSettings KAFKA = KafkaSettings.of(Servers.kafka().bootstrapServers());
  private static final Map<String, Object> LONG = Map.of("epochs", 300, "saveEveryEpochs", 20);

  @TempDir Path folder;

  private final String bucket = Unique.name("jobs");
  private final MinioObjectStore store = store(bucket);
  private final MessageSender sender = MessageSender.to(KAFKA, "test");
  private Desk desk;
  private HeardEvents events;
  private WorkerProcess worker;

  private static MinioObjectStore store(String bucket) {
    S3Server server = Servers.s3();
    return new MinioObjectStore(
        ObjectStoreSettings.of(server.endpoint(), server.accessKey(), server.secretKey())
            .withBucket(bucket));
  }

  @BeforeEach
  void open() throws IOException {
    Topics.prepare(KAFKA, TopicSettings.DEFAULTS, List.of(WorkKind.TRAINING));
    store.createBucketIfMissing();
    desk = new Desk();
    events = new HeardEvents(KAFKA);
  }

  @AfterEach
  void close() {
    if (worker != null) {
      worker.process().destroyForcibly();
    }
    events.close();
    desk.close();
    sender.close();
    store.close();
  }

  private void startWorker(String name) throws IOException {
    worker = WorkerProcess.start(name, desk, bucket, folder);
  }

  private void offer(TrainingJob job) {
    sender.send(new ProducerRecord<>(WorkKind.TRAINING.jobsTopic(), new MessageCodec().write(job)));
  }

  private void until(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(worker.process().isAlive()).as(worker::tail).isTrue();
              return condition.call();
            });
  }

  private boolean isFinished(TrainingJob job) {
    assertThat(events.of(job, TrainingEvent.Failed.class)).isEmpty();
    return !events.of(job, TrainingEvent.Finished.class).isEmpty();
  }

  private Map<String, StoredTensor> tensors(TrainingJob job) throws IOException {
    CheckpointSaved last = events.last(job, CheckpointSaved.class);
    assertThat(last.last()).isTrue();
    Path file = folder.resolve(job.id() + ".safetensors");
    store.download(ObjectKey.of(last.key()), file, last.sha256());
    return LoraFile.read(file).tensors();
  }

  private static TrainingJob again(TrainingJob job, int dispatch) {
    return new TrainingJob(
        job.id(),
        new DispatchId(dispatch),
        job.run(),
        job.project(),
        job.version(),
        job.name(),
        job.outputName(),
        job.baseModel(),
        job.snapshot(),
        job.settings(),
        job.submittedAt());
  }

  @Test
  void aKilledTrainingGoesOnBitForBit() throws Exception {
    TinyJobs jobs = TinyJobs.in(store);
    TrainingJob killed = jobs.with(LONG);
    offer(killed);
    startWorker("w1");
    until(() -> !events.of(killed, CheckpointSaved.class).isEmpty());

    worker.kill();
    CheckpointSaved state = events.last(killed, CheckpointSaved.class);
    assertThat(state.last()).isFalse();
    desk.grant(2, new Lease.ResumePoint(state.stateKey(), state.stateSha256(), state.step()));
    offer(again(killed, 2));
    startWorker("w2");
    until(() -> isFinished(killed));
    desk.grant(1, null);
    TrainingJob whole = jobs.with(LONG);
    offer(whole);
    until(() -> isFinished(whole));

    assertThat(events.last(killed, TrainingEvent.Started.class).firstStep())
        .isEqualTo(state.step());
    assertThat(tensors(killed)).isEqualTo(tensors(whole)).isNotEmpty();
    assertThat(events.last(killed, TrainingEvent.Finished.class).finalLoss())
        .isEqualTo(events.last(whole, TrainingEvent.Finished.class).finalLoss());
    assertThat(worker.get("/actuator/health/liveness")).contains("\"UP\"");
    assertThat(worker.get("/actuator/prometheus"))
        .contains("lora_foundry_training_step_time_seconds_count")
        .contains("lora_foundry_training_ready_time_seconds_count 2");
  }

  @Test
  void aWorkerThatIsToEndSavesItsWorkFirst() throws Exception {
    TrainingJob job = TinyJobs.in(store).with(Map.of("epochs", 1000, "saveEveryEpochs", 1000));
    offer(job);
    startWorker("w1");
    until(() -> events.step(job) > 0);

    assertThat(worker.end()).as(worker::tail).isTrue();

    assertThat(desk.releases())
        .singleElement()
        .satisfies(
            release -> {
              Lease.ResumePoint point = release.resumeFrom();
              assertThat(point.step()).isPositive();
              assertThat(store.read(ObjectKey.of(point.stateKey()), point.stateSha256()))
                  .isNotEmpty();
            });
    assertThat(desk.requests())
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("\"draining\":true"));
  }
}
