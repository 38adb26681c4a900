package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static dev.lorafoundry.api.page.web.Said.chinese;
import static dev.lorafoundry.api.page.web.Said.english;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.page.web.JobSettings.Line;
import dev.lorafoundry.api.page.web.JobSettings.Part;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobSettingsTest {
  private static final Map<String, Object> CHANGED =
      Map.of("optimizer", "AdamW", "saveEveryEpochs", 3, "relativeStep", false, "maskedLoss", true);

  @Test
  void showsFirstWhatTheRunVariesThenWhatIsChangedThenTheMainOnes() {
    Job job = job(4);

    List<Part> first = JobSettings.of(job, List.of(job, job(8))).first();

    assertThat(first)
        .extracting(part -> english(part.title()))
        .containsExactly("What the run varies", "Other than the default", "Main settings");
    assertThat(told(first.get(0))).containsExactly("Rank: 4");
    assertThat(told(first.get(1)))
        .containsExactlyInAnyOrder("Optimiser: AdamW", "Save every: 3 epochs", "Masked loss: yes");
    assertThat(told(first.get(2)))
        .startsWith("Base model: " + job.ticket().baseModel().name())
        .contains("Scheduler: cosine", "Network: LoRA")
        .noneMatch(line -> line.startsWith("Rank") || line.startsWith("Optimiser"));
  }

  @Test
  void leavesOutOfTheFirstWhatChangesNothing() {
    Job job = job(4);

    JobSettings settings = JobSettings.of(job, List.of(job));

    assertThat(settings.first())
        .flatExtracting(JobSettingsTest::told)
        .noneMatch(line -> line.startsWith("Relative step"));
    assertThat(settings.all())
        .flatExtracting(Part::lines)
        .filteredOn(line -> english(line.label()).equals("Relative step"))
        .extracting(Line::used, line -> english(line.value()), Line::sdScripts)
        .containsExactly(tuple(false, "no", "optimizer_args relative_step"));
  }

  @Test
  void hasAllSettingsInTheGroupsOfTheForm() {
    Job job = job(4);

    List<Part> all = JobSettings.of(job, List.of(job)).all();

    assertThat(all).hasSameSizeAs(FormGroup.values());
    assertThat(all.stream().mapToInt(part -> part.lines().size()).sum())
        .isEqualTo(SettingsCatalogue.TRAINING.definitions().size());
    assertThat(all)
        .flatExtracting(Part::lines)
        .filteredOn(line -> english(line.label()).equals("Masked loss"))
        .extracting(line -> chinese(line.value()))
        .containsExactly("是");
  }

  private static List<String> told(Part part) {
    return part.lines().stream()
        .map(line -> english(line.label()) + ": " + english(line.value()))
        .toList();
  }

  private static Job job(int rank) {
    JobTicket plain = JobExample.job(RunId.random(), VersionId.random(), "a").ticket();
    Map<String, Object> given = new HashMap<>(CHANGED);
    given.put("rank", rank);
    return Job.submitted(
        new JobTicket(
            plain.id(),
            plain.run(),
            plain.version(),
            plain.name(),
            plain.baseModel(),
            plain.snapshotKey(),
            SettingsCatalogue.TRAINING.read(given),
            plain.priority(),
            plain.plannedSteps(),
            NOON,
            null));
  }
}
