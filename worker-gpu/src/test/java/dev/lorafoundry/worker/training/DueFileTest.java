package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.worker.TinyJobs;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DueFileTest {
  private static final TinyJobs JOBS = TinyJobs.in(new InMemoryObjectStore());

  @Test
  void isDueAfterEpochs() {
    TrainingJob job = JOBS.with(Map.of("saveEveryEpochs", 2));

    assertThat(DueFile.afterEpoch(job, 2, 4))
        .contains(new DueFile("stârz-v5-000002.safetensors", false));
    assertThat(DueFile.afterEpoch(job, 3, 6)).isEmpty();
    assertThat(DueFile.afterStep(job, 5)).isEmpty();
  }

  @Test
  void isDueAfterStepsWhereverAnEpochEnds() {
    TrainingJob job = JOBS.with(Map.of("saveEveryEpochs", 0, "saveEverySteps", 4));

    assertThat(DueFile.afterStep(job, 4))
        .contains(new DueFile("stârz-v5-step00000004.safetensors", true));
    assertThat(DueFile.afterEpoch(job, 4, 8))
        .contains(new DueFile("stârz-v5-step00000008.safetensors", true));
    assertThat(DueFile.afterEpoch(job, 3, 6)).isEmpty();
  }

  @Test
  void hasTheNameOfItsEpochWhereBothAreDue() {
    TrainingJob job = JOBS.with(Map.of("saveEveryEpochs", 1, "saveEverySteps", 1));

    assertThat(DueFile.afterEpoch(job, 1, 2))
        .contains(new DueFile("stârz-v5-000001.safetensors", false));
    assertThat(DueFile.last(job)).isEqualTo(new DueFile("stârz-v5.safetensors", false));
  }

  @Test
  void isNeverDueBeforeTheEndWhereNobodyAsks() {
    TrainingJob job = JOBS.with(Map.of("saveEveryEpochs", 0));

    assertThat(DueFile.afterEpoch(job, 2, 4)).isEmpty();
    assertThat(DueFile.afterStep(job, 4)).isEmpty();
  }
}
