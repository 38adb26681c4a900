package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunAgainTest {
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final RunAgain again = new RunAgain(runs, jobs);

  @Test
  void asksForTheWholeGridOfARun() {
    Run run = RunExample.run(VersionId.random());
    runs.add(run);

    RunRequest request = again.run(run.id());

    assertThat(request.settings()).isEqualTo(run.settings());
    assertThat(request.zip()).isEqualTo(run.zip());
    assertThat(request.keep()).isEqualTo(new KeepForm(3, null));
    assertThat(request.halving()).isEqualTo(new HalvingForm(3, 2));
    assertThat(request.priority()).isEqualTo("high");
    assertThat(request.modelId()).contains(run.baseModel());
    assertThat(request.preview()).as("what is not as by default").isEmpty();
  }

  @Test
  void asksForOneJobAndNothingThatIsAsByDefault() {
    Run run = RunExample.run(VersionId.random());
    runs.add(run);
    Job job = job(run);
    jobs.add(job);

    RunRequest request = again.job(job.id());

    assertThat(SettingsCatalogue.TRAINING.read(request.settings()))
        .isEqualTo(job.ticket().settings());
    assertThat(request.settings()).isEqualTo(Map.of("rank", 8, "minSnrGamma", 5.0));
    assertThat(request.zip()).isEmpty();
    assertThat(request.halving()).as("of one job").isNull();
    assertThat(request.modelId()).contains(job.ticket().baseModel().id());
  }

  private static Job job(Run run) {
    return Job.submitted(
        new JobTicket(
            JobId.random(),
            run.id(),
            run.version(),
            "one",
            JobExample.MODEL,
            "snapshots/00ff.json",
            SettingsCatalogue.TRAINING.read(Map.of("rank", 8, "minSnrGamma", 5)),
            Priority.NORMAL,
            100,
            JobExample.NOON,
            null));
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThatThrownBy(() -> again.job(JobId.random())).isInstanceOf(JobNotFound.class);
    assertThatThrownBy(() -> again.run(RunId.random())).isInstanceOf(RunNotFound.class);
  }
}
