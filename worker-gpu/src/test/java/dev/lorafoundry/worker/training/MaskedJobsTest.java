package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.TrainingEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs that look at parts of pictures only. */
final class MaskedJobsTest extends TinyTrainings {
  private static final String MASKS = "Pictures whose masks the loss keeps to: 1.";

  @Test
  void sayHowManyPicturesHaveMasks() {
    assertThat(lines(Map.of("maskedLoss", true, "epochs", 1))).contains(MASKS);
  }

  @Test
  void sayNothingOfMasksWhereNobodyAsks() {
    assertThat(lines(Map.of("epochs", 1))).doesNotContain(MASKS).isNotEmpty();
  }

  private List<String> lines(Map<String, ?> settings) {
    return train(jobs.with(settings)).events(TrainingEvent.Logged.class).stream()
        .flatMap(logged -> logged.lines().stream())
        .toList();
  }
}
