package dev.lorafoundry.worker.training;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.AttemptRun;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.startermodel.SampleDataset;
import dev.lorafoundry.startermodel.StarterModel;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.ClipVocabulary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the jobs of a grid take from their claim to their first step, one after another in one
 * worker. Started by name only: the build does not take this class for a test. {@code
 * docs/benchmarks.md} has the command.
 */
final class MeasureWarmStart {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final long CACHE = 1 << 20;
  private static final List<String> JOBS =
      List.of(
          "AdamW 1e-3 both",
          "AdamW 5e-4 both",
          "Lion 1e-3 both",
          "Lion 5e-4 unet_only",
          "Lion 1e-4 unet_only");

  @TempDir Path folder;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @Test
  void measure() throws IOException {
    BaseModelReference model = storeModel();
    SnapshotReference snapshot = storeSnapshot();
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        WarmBaseModel warm = models(runtime, CACHE)) {
      for (int round = 0; round < 2; round++) { // why: in the first one Java itself is cold
        for (String what : JOBS) {
          try (WarmBaseModel cold = models(runtime, 0)) {
            measure("cold " + what, job(model, snapshot, what.split(" ")), cold);
          }
          measure("warm " + what, job(model, snapshot, what.split(" ")), warm);
        }
      }
    } finally {
      timer.shutdownNow();
    }
  }

  private WarmBaseModel models(TensorRuntime runtime, long largestCache) {
    CachedObjects cache =
        new CachedObjects(store, folder.resolve("objects"), Long.MAX_VALUE, CLOCK);
    return new WarmBaseModel(
        new BaseModels(cache, ClipVocabulary.of(Optional.empty(), Optional.empty(), folder)),
        runtime,
        new FrozenOutputs(largestCache));
  }

  private void measure(String what, TrainingJob job, WarmBaseModel models) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Api api = new Api();
    DeadLetters letters = new DeadLetters(new MessageSender(new MockProducer<>()), meters);
    Workshop shop = new Workshop(api, api, letters, meters, CLOCK, Rhythm.USUAL);
    WorkerSelf self = new WorkerSelf(new WorkerId("w"), "cpu", null, "test");
    TrainingTrade trade =
        new TrainingTrade(store, models, folder.resolve("scratch"), CLOCK, meters);
    new AttemptRun<>(trade, self, shop, timer)
        .perform(job, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Finished.class);
    System.out.printf(
        "%-25s first step after %5.0f ms, mean step %4.0f ms%n",
        what,
        meters.get("lora.foundry.training.ready.time").timer().totalTime(MILLISECONDS),
        meters.get("lora.foundry.training.step.time").timer().mean(MILLISECONDS));
  }

  private static TrainingJob job(
      BaseModelReference model, SnapshotReference snapshot, String... words) {
    Map<String, Object> settings =
        new HashMap<>(Map.of("rank", 8, "alpha", 8, "batchSize", 2, "epochs", 2));
    settings.putAll(Map.of("optimizer", words[0], "learningRate", words[1], "train", words[2]));
    return new TrainingJob(
        JobId.random(),
        new DispatchId(1),
        RunId.random(),
        "zorb",
        "v1",
        String.join("-", words),
        "zorb-v1",
        model,
        snapshot,
        SettingsCatalogue.TRAINING.read(settings),
        Instant.EPOCH);
  }

  private BaseModelReference storeModel() throws IOException {
    byte[] checkpoint = Files.readAllBytes(StarterModel.copyTo(folder));
    byte[] tokenizer = Files.readAllBytes(StarterModel.tokenizerIn(folder));
    store.put(ObjectKey.of("models/starter.safetensors"), Content.of(checkpoint, Content.BINARY));
    store.put(ObjectKey.of("models/starter.tokenizer.json"), Content.of(tokenizer, Content.JSON));
    return new BaseModelReference(
        BaseModelId.random(),
        "starter",
        Family.SD1,
        PredictionType.EPSILON,
        DigestUtils.sha256Hex(checkpoint),
        checkpoint.length,
        "models/starter.safetensors",
        "models/starter.tokenizer.json");
  }

  private SnapshotReference storeSnapshot() {
    List<BufferedImage> images = SampleDataset.pictures();
    List<DatasetSnapshot.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      byte[] png = PngFile.of(images.get(i));
      String key = "datasets/d/processed/p/e1/" + i + ".png";
      store.put(ObjectKey.of(key), Content.of(png, Content.PNG));
      pictures.add(
          new DatasetSnapshot.Picture(
              i + ".png",
              key,
              DigestUtils.sha256Hex(png),
              SampleDataset.SIDE,
              SampleDataset.SIDE,
              SampleDataset.captions().get(i)));
    }
    byte[] manifest =
        new MessageCodec().write(new DatasetSnapshot(1, SampleDataset.TRIGGER, pictures));
    store.put(ObjectKey.of("snapshots/s.json"), Content.of(manifest, Content.JSON));
    return new SnapshotReference(DigestUtils.sha256Hex(manifest), "snapshots/s.json");
  }
}
