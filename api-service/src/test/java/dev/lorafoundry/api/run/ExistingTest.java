package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExistingTest {
  private final Job first = JobExample.job(RunId.random(), VersionId.random(), "a");
  private final Job second = JobExample.job(RunId.random(), VersionId.random(), "b");
  private final Existing existing = new Existing(Set.of("a", "b"), List.of(first, second));

  /** Jobs that are alike but for their kind do not hide each other. */
  @Test
  void findsJobsOfAKindAmongOthersOfTheSameSettings() {
    assertThat(first.ticket().settings()).isEqualTo(second.ticket().settings());

    assertThat(existing.trained(first::equals)).containsOnly(entry(first));
    assertThat(existing.trained(second::equals)).containsOnly(entry(second));
    assertThat(existing.trained(job -> false)).isEmpty();
  }

  private static Map.Entry<TrainingSettings, Job> entry(Job job) {
    return Map.entry(job.ticket().settings(), job);
  }
}
