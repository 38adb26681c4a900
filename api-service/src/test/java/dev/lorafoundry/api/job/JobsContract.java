package dev.lorafoundry.api.job;

import static dev.lorafoundry.api.job.JobExample.MODEL;
import static dev.lorafoundry.api.job.JobExample.SNAPSHOT;
import static dev.lorafoundry.api.job.JobExample.header;
import static dev.lorafoundry.api.job.JobExample.job;
import static dev.lorafoundry.api.job.JobExample.running;
import static dev.lorafoundry.api.job.JobExample.stands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Jobs} does. */
public abstract class JobsContract {
  private final VersionId version = VersionId.random();

  protected abstract Jobs jobs();

  /** Somebody whose jobs there may be. */
  protected abstract PersonId aPerson();

  /** A run that jobs may belong to. */
  protected abstract RunId aRun(VersionId version);

  @Test
  void knowsHowUrgentAJobIs() {
    Job job = added("urgent");

    jobs().prioritise(job.id(), Priority.HIGH);

    assertThat(jobs().find(job.id()).orElseThrow().ticket().priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void returnsJobsAsTheyWereAdded() {
    Job job = added("a");

    assertThat(jobs().find(job.id())).contains(job);
  }

  @Test
  void knowsNoJobThatWasNeverAdded() {
    assertThat(jobs().find(JobId.random())).isEmpty();
  }

  @Test
  void returnsJobsAsTheyWereSaved() {
    Job running = running(added("a"), 1);
    Job further =
        running
            .after(new TrainingEvent.Started(running.id(), header(1, 1), 0, 120, 60))
            .after(
                new TrainingEvent.Progressed(
                    running.id(),
                    header(1, 2),
                    7,
                    1,
                    3.5,
                    List.of(new TrainingEvent.Point(7, 0.25, 1e-4))))
            .after(
                new TrainingEvent.Finished(
                    running.id(), header(1, 3), 0.125, Duration.ofSeconds(9)));

    jobs().save(further);

    assertThat(jobs().find(running.id())).contains(further);
  }

  @Test
  void listsARunInTheOrderOfItsGrid() {
    RunId run = aRun(version);
    Job first = job(run, version, "z");
    Job second = job(run, version, "a");
    jobs().add(first);
    jobs().add(second);
    added("other");

    assertThat(jobs().ofRun(run)).containsExactly(first, second);
  }

  @Test
  void listsSeveralRunsEachInTheOrderOfItsGrid() {
    RunId one = aRun(version);
    RunId two = aRun(version);
    RunId empty = aRun(version);
    Job first = job(one, version, "z");
    Job second = job(two, version, "y");
    Job third = job(one, version, "a");
    List.of(first, second, third).forEach(jobs()::add);
    added("other");

    assertThat(jobs().ofRuns(List.of(two, one, empty)))
        .isEqualTo(Map.of(one, List.of(first, third), two, List.of(second)));
    assertThat(jobs().ofRuns(List.of())).isEmpty();
  }

  @Test
  void filtersByVersionRunAndState() {
    Job queued = added("a");
    Job busy = running(added("b"), 1);
    jobs().save(busy);

    assertThat(list(new JobFilter(version, null, null, Set.of()))).containsExactly(queued, busy);
    assertThat(list(new JobFilter(version, busy.ticket().run(), null, Set.of())))
        .containsExactly(busy);
    assertThat(list(new JobFilter(version, null, null, Set.of(WorkState.RUNNING, WorkState.DONE))))
        .containsExactly(busy);
    assertThat(list(new JobFilter(VersionId.random(), null, null, Set.of()))).isEmpty();
  }

  @Test
  void filtersByOwner() {
    PersonId owner = aPerson();
    Job own = ownedBy(owner);
    added("nobody's");

    assertThat(jobs().find(own.id())).contains(own);
    assertThat(list(new JobFilter(version, null, owner, Set.of()))).containsExactly(own);
    assertThat(jobs().count(new JobFilter(version, null, owner, Set.of()))).isEqualTo(1);
    assertThat(list(new JobFilter(version, null, aPerson(), Set.of()))).isEmpty();
  }

  private Job ownedBy(PersonId owner) {
    Job job = JobExample.ownedBy(job(aRun(version), version, "own"), owner);
    jobs().add(job);
    return job;
  }

  @Test
  void givesPagesAndCountsTheWhole() {
    added("a");
    Job second = added("b");
    added("c");
    JobFilter all = new JobFilter(version, null, null, Set.of());

    assertThat(jobs().list(all, 1, 1)).containsExactly(second);
    assertThat(jobs().count(all)).isEqualTo(3);
  }

  @Test
  void tellsTheNamesThatAVersionHas() {
    added("a");
    added("b");

    assertThat(jobs().takenNames(version)).containsExactlyInAnyOrder("a", "b");
    assertThat(jobs().names(version)).containsExactlyInAnyOrder("a", "b");
    assertThat(jobs().takenNames(VersionId.random())).isEmpty();
  }

  @Test
  void tellsTheNamesOfSomeJobs() {
    Job one = added("a");
    Job two = added("b");
    added("c");

    assertThat(jobs().namesOf(List.of(two.id(), one.id(), JobId.random(), two.id())))
        .isEqualTo(Map.of(one.id(), "a", two.id(), "b"));
    assertThat(jobs().namesOf(List.of())).isEmpty();
  }

  @Test
  void findsManyAtOnce() {
    Job one = added("a");
    Job two = added("b");
    added("c");

    assertThat(jobs().all(List.of(two.id(), one.id(), JobId.random(), two.id())))
        .isEqualTo(Map.of(one.id(), one, two.id(), two));
    assertThat(jobs().all(List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(WorkState.class)
  void tellsWhichJobsNeedNoSecondOneLikeThem(WorkState state) {
    Job job = added("a");
    jobs().save(stands(job, state));

    assertThat(jobs().doneOrDue(version, MODEL.id(), SNAPSHOT))
        .extracting(Job::id)
        .isEqualTo(
            Set.of(WorkState.CANCELLING, WorkState.CANCELLED, WorkState.FAILED).contains(state)
                ? List.of()
                : List.of(job.id()));
  }

  @Test
  void tellsNoJobsOfAnotherVersionModelOrDataset() {
    added("a");

    assertThat(jobs().doneOrDue(VersionId.random(), MODEL.id(), SNAPSHOT)).isEmpty();
    assertThat(jobs().doneOrDue(version, BaseModelId.random(), SNAPSHOT)).isEmpty();
    assertThat(jobs().doneOrDue(version, MODEL.id(), "snapshots/other.json")).isEmpty();
  }

  private List<Job> list(JobFilter filter) {
    return jobs().list(filter, 0, 10);
  }

  private Job added(String name) {
    Job job = job(aRun(version), version, name);
    jobs().add(job);
    return job;
  }
}
