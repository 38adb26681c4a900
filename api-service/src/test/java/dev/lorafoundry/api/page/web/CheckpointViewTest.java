package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.last;
import static dev.lorafoundry.api.page.web.Said.english;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckpointViewTest {
  private final Job job = JobExample.job(RunId.random(), VersionId.random(), "a");

  @Test
  void isCalledByItsEpoch() {
    CheckpointView view = view(last(checkpoint(job, 200)));

    assertThat(english(view.title())).isEqualTo("Epoch 200, the last");
    assertThat(english(view.about()))
        .isEqualTo("step 2,000, mean loss 0.1250, validation loss 0.2500, 4.1 kB");
  }

  @Test
  void isCalledByItsStepWhereItWasSavedForThat() {
    CheckpointView view = view(judged(atStep(job, 1234), null));

    assertThat(english(view.title())).isEqualTo("Step 1,234");
    assertThat(english(view.about())).isEqualTo("123 whole epochs, mean loss 0.1250, 4.1 kB");
  }

  private static CheckpointView view(Checkpoint checkpoint) {
    return CheckpointView.of(checkpoint, NetworkSettings.DEFAULTS, List.of());
  }
}
