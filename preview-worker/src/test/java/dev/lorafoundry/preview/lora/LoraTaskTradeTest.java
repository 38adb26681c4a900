package dev.lorafoundry.preview.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.preview.Attempts;
import dev.lorafoundry.preview.rendering.PreviewJobs;
import dev.lorafoundry.tensor.TensorRuntime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoraTaskTradeTest {
  private static final String LORA = "jobs/lora.safetensors";

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir private Path folder;

  private LoraTaskTrade trade;

  /** What happens whenever the trade looks at the time: after its sources were read. */
  private Runnable onRead = () -> {};

  @BeforeEach
  void start() {
    PreviewJobs.supply(store);
    CachedObjects cache =
        new CachedObjects(store, folder.resolve("objects"), 100_000_000, InstantSource.system());
    trade =
        new LoraTaskTrade(
            new LoraFolder(store, cache, folder.resolve("made")),
            TensorRuntime.cpu(1),
            this::now,
            meters);
  }

  @AfterEach
  void close() {
    trade.close();
  }

  @Test
  void storesTheLoraThatItMakes() throws IOException {
    LoraTaskJob job =
        job(Map.of("kind", "resize", "rank", 1, "savePrecision", "float"), source(LORA, 1));

    LoraTaskEvent.Finished end =
        Attempts.at(2).performToTheEnd(trade, job).last(LoraTaskEvent.Finished.class);

    assertThat(end.key()).isEqualTo("loras/" + job.id() + "/e2/lora.safetensors");
    byte[] bytes = store.read(ObjectKey.of(end.key()), end.sha256());
    assertThat(end.bytes()).isEqualTo(bytes.length);
    LoraFile made = LoraFile.read(Files.write(folder.resolve("it.safetensors"), bytes));
    assertThat(made.metadata())
        .containsEntry("ss_output_name", "small")
        .containsEntry("ss_network_dim", "1");
    assertThat(end.ranks().modules()).isEqualTo(made.network().names().size()).isPositive();
    assertThat(end.ranks().largest()).isEqualTo(1);
    assertThat(end.ranks().kept()).isBetween(0.0, 1.0);
    assertThat(meters.get("lora.foundry.lora.task.time").timer().count()).isEqualTo(1);
    assertThat(folder.resolve("made")).isEmptyDirectory();
  }

  @Test
  void addsLorasUp() throws IOException {
    LoraTaskJob job =
        job(Map.of("kind", "merge", "mergeMethod", "concat"), source(LORA, 0.5), source(LORA, 0.5));

    LoraTaskEvent.Finished end =
        Attempts.at(1).performToTheEnd(trade, job).last(LoraTaskEvent.Finished.class);

    byte[] bytes = store.read(ObjectKey.of(end.key()));
    LoraFile made = LoraFile.read(Files.write(folder.resolve("it.safetensors"), bytes));
    assertThat(made.metadata())
        .containsEntry("ss_training_comment", "merged by concat: lora * 0.5 + lora * 0.5");
    assertThat(end.ranks().smallest()).isEqualTo(end.ranks().largest()).isEven();
  }

  @Test
  void saysWhatCanNotBeUsed() {
    assertThat(failure(job(Map.of("kind", "resize", "rank", 900), source(LORA, 1))))
        .isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failure(job(Map.of("kind", "resize"), source("jobs/gone.safetensors", 1))))
        .isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failure(job(Map.of("kind", "resize"), source("models/tiny.safetensors", 1))))
        .isEqualTo(FailureKind.BAD_INPUT);
  }

  @Test
  void givesItselfBackWhenItIsCancelled() {
    LoraTaskJob job = job(Map.of("kind", "resize", "rank", 1), source(LORA, 1));
    Attempts attempts = Attempts.at(1);
    onRead = () -> attempts.command(Command.CANCEL);

    attempts.perform(trade, job);

    assertThat(attempts.releases())
        .extracting(Release::reason, Release::resumeFrom)
        .containsExactly(tuple("cancelled", null));
    assertThat(attempts.events()).isEmpty();
  }

  private Instant now() {
    onRead.run();
    return Instant.EPOCH;
  }

  private FailureKind failure(LoraTaskJob job) {
    return Attempts.at(1).performToTheEnd(trade, job).last(LoraTaskEvent.Failed.class).kind();
  }

  private LoraTaskJob job(Map<String, Object> settings, LoraTaskJob.Source... sources) {
    return new LoraTaskJob(
        LoraTaskId.random(),
        new DispatchId(1),
        VersionId.random(),
        "small",
        List.of(sources),
        SettingsCatalogue.LORA_TASK.read(settings));
  }

  private LoraTaskJob.Source source(String key, double weight) {
    ObjectKey object = ObjectKey.of(key);
    String sha256 =
        store.exists(object) ? DigestUtils.sha256Hex(store.read(object)) : "00".repeat(32);
    return new LoraTaskJob.Source(
        new LoraReference(UUID.randomUUID(), key.substring(key.indexOf('/') + 1), key, sha256),
        weight);
  }
}
