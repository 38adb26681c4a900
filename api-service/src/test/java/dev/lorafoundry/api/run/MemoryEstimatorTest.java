package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.dataset.DatasetExample.both;
import static dev.lorafoundry.api.dataset.DatasetExample.concept;
import static dev.lorafoundry.api.dataset.DatasetExample.ready;
import static dev.lorafoundry.api.dataset.DatasetExample.sized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.InMemoryModels;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.worker.InMemoryWorkers;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MemoryEstimatorTest {
  private static final DatasetSummary SQUARE = ready(concept("cat", 1, sized(5, 512, 512)));

  private final InMemoryModels models = new InMemoryModels();
  private final InMemoryWorkers workers = new InMemoryWorkers();
  private final MemoryEstimator estimator = new MemoryEstimator(models, workers);
  private final BaseModel model =
      new BaseModel(
          new BaseModelReference(
              BaseModelId.random(),
              "full",
              Family.SD1,
              PredictionType.EPSILON,
              "00",
              1,
              "models/00.safetensors",
              null),
          320,
          12);

  @Test
  void growsWithTheLargestPicture() {
    register();
    DatasetSummary wider =
        ready(concept("cat", 1, both(sized(5, 512, 512), sized(5, 5, 512, 768))));

    MemoryEstimate square = estimate(SQUARE);

    assertThat(square.total()).isBetween(3L << 30, 6L << 30);
    assertThat(estimate(wider).step()).isGreaterThan(square.step());
  }

  @Test
  void isThatOfAProcessorWhereNoTrainerHasAGpu() {
    register();

    MemoryEstimate unknown = estimate(SQUARE);
    report("w1", WorkKind.TRAINING, "cpu, 2 threads");
    report("w2", WorkKind.PREVIEW, "cuda:0");
    MemoryEstimate ofProcessor = estimate(SQUARE);
    report("w3", WorkKind.TRAINING, "cuda:0");
    MemoryEstimate ofBoth = estimate(SQUARE);

    // fp32 instead of bf16
    assertThat(ofProcessor.weights()).isEqualTo(2 * unknown.weights());
    assertThat(ofBoth).isEqualTo(unknown);
  }

  /** The released one has 34,163,592 numbers, 28,168 of them in biases and norms. */
  @Test
  void countsTheEncoderThatStaysWherePartsAreEncodedAnew() {
    register();

    long weights = estimate(SQUARE, Map.of("randomCrop", true)).weights();

    assertThat((weights - estimate(SQUARE).weights()) / Float.BYTES)
        .isEqualTo(34_163_592L - 28_168L);
  }

  @Test
  void isUnknownForAModelThatIsNotRegistered() {
    assertThat(estimator.of(model, SQUARE).apply(SettingsCatalogue.TRAINING.read(Map.of())))
        .isEmpty();
  }

  private void register() {
    List<Long> widths = List.of(320L, 640L, 1280L, 1280L);
    List<Long> vae = List.of(128L, 256L, 512L, 512L);
    ModelSizes sizes =
        new ModelSizes(widths, List.of(1, 1, 1, 0), 768, 12, 768, vae, 1_066_235_307L);
    RegisteredModel registered = models.add(new RegisteredModel(model, sizes, Instant.EPOCH));
    assertThat(registered.model()).isEqualTo(model);
  }

  private MemoryEstimate estimate(DatasetSummary dataset) {
    return estimate(dataset, Map.of("rank", 16));
  }

  private MemoryEstimate estimate(DatasetSummary dataset, Map<String, ?> settings) {
    return estimator
        .of(model, dataset)
        .apply(SettingsCatalogue.TRAINING.read(settings))
        .orElseThrow();
  }

  private void report(String id, WorkKind kind, String device) {
    workers.report(
        new WorkerReport(new WorkerId(id), Set.of(kind), device, null, "1", null, false),
        Instant.EPOCH);
  }
}
