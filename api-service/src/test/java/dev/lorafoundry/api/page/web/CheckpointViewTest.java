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
import dev.lorafoundry.api.page.web.CheckpointView.PreviewView;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
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

  @Test
  void keepsThePictureOfEachPlaceWhicheverComesFirst() {
    Preview preview = preview();
    PreviewView view = PreviewView.of(preview);

    assertThat(view.with(preview, List.of(picture(1))).shots().get(0).id())
        .isEqualTo("shot-" + preview.id() + "-0-1-0");
    assertThat(view.with(preview, List.of(picture(0), picture(1))).shots())
        .extracting(PreviewView.Shot::id)
        .containsExactly("shot-" + preview.id() + "-0-0-0", "shot-" + preview.id() + "-0-1-0");
  }

  private Preview preview() {
    PreviewSettings settings =
        SettingsCatalogue.PREVIEW.read(
            Map.of("prompt", "a cat", "seeds", List.of(7, 8), "loraWeights", List.of(0.5)));
    Checkpoint checkpoint = checkpoint(job, 200);
    return new Preview(
        new Preview.Ticket(
            PreviewId.random(),
            checkpoint.id(),
            checkpoint.job(),
            checkpoint.run(),
            checkpoint.version(),
            settings,
            JobExample.NOON),
        new Preview.Standing(WorkState.RUNNING, 1, "", null),
        new Rendering(0, 2, null, List.of()));
  }

  private static Picture picture(int column) {
    return new Picture(0, column, 0, "Euler a", 28, 10, 7 + column, 0.5, "key-" + column);
  }

  private static CheckpointView view(Checkpoint checkpoint) {
    return CheckpointView.of(checkpoint, NetworkSettings.DEFAULTS, List.of());
  }
}
