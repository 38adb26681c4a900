package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Checkpoints} does. */
public abstract class CheckpointsContract {
  private final VersionId version = VersionId.random();

  protected abstract Checkpoints checkpoints();

  /** A job that checkpoints may belong to. */
  protected abstract Job aJob(VersionId version, String name);

  /** A task that may have made a checkpoint. */
  protected abstract LoraTaskId aTask();

  @Test
  void returnsCheckpointsAsTheyWereAdded() {
    Checkpoint added = checkpoint(aJob(version, "a"), 2);

    assertThat(checkpoints().add(added)).isTrue();
    assertThat(checkpoints().find(added.id())).contains(added);
    assertThat(checkpoints().find(CheckpointId.random())).isEmpty();
  }

  @Test
  void hasOneOfEachStep() {
    Job job = aJob(version, "a");
    Checkpoint first = checkpoint(job, 2);
    Checkpoint second = atStep(job, first.step());

    assertThat(checkpoints().add(first)).isTrue();
    assertThat(checkpoints().add(second)).isFalse();
    assertThat(checkpoints().add(first)).isFalse();

    assertThat(checkpoints().find(second.id())).isEmpty();
    assertThat(checkpoints().ofJob(job.id())).containsExactly(first);
  }

  @Test
  void hasSeveralOfAnEpoch() {
    Job job = aJob(version, "a");
    Checkpoint later = atStep(job, 27);
    Checkpoint ofEpoch = checkpoint(job, 2);
    Checkpoint soon = atStep(job, 21);

    assertThat(List.of(later, ofEpoch, soon)).allMatch(checkpoints()::add);

    assertThat(checkpoints().ofJob(job.id())).containsExactly(ofEpoch, soon, later);
    assertThat(checkpoints().ofRun(job.ticket().run())).containsSequence(ofEpoch, soon, later);
    assertThat(checkpoints().locked(job.id())).containsExactly(ofEpoch, soon, later);
    assertThat(checkpoints().ofEpochs(job.ticket().run())).containsExactly(ofEpoch);
    assertThat(checkpoints().newest(List.of(version), 2)).containsExactly(ofEpoch, later);
  }

  @Test
  void staysWhenItIsDropped() {
    Job job = aJob(version, "a");
    Checkpoint gone = added(job, 2);
    Checkpoint there = added(job, 4);

    checkpoints().drop(gone.id(), NOON.plusSeconds(5));

    assertThat(checkpoints().find(gone.id()).orElseThrow().droppedAt())
        .isEqualTo(NOON.plusSeconds(5));
    assertThat(checkpoints().inUse(List.of(there.id(), CheckpointId.random(), gone.id())))
        .extracting(Checkpoint::id, Checkpoint::dropped)
        .containsExactly(tuple(gone.id(), true), tuple(there.id(), false));
    assertThat(checkpoints().all(List.of(there.id(), CheckpointId.random())))
        .containsExactly(entry(there.id(), there));
    assertThat(checkpoints().all(List.of())).isEmpty();
    assertThat(checkpoints().inUse(List.of())).isEmpty();
    assertThat(checkpoints().locked(job.id()))
        .extracting(Checkpoint::dropped)
        .containsExactly(true, false);
  }

  @Test
  void listsByJobAndStep() {
    Job one = aJob(version, "a");
    Job two = aJob(version, "b");
    Checkpoint late = added(one, 4);
    Checkpoint early = added(one, 2);
    Checkpoint other = added(two, 2);

    assertThat(checkpoints().ofJob(one.id())).containsExactly(early, late);
    assertThat(checkpoints().ofVersion(version)).containsExactly(early, late, other);
    assertThat(checkpoints().ofVersion(VersionId.random())).isEmpty();
    assertThat(checkpoints().ofRun(one.ticket().run())).contains(early, late);
    assertThat(checkpoints().ofRun(RunId.random())).isEmpty();
  }

  @Test
  void knowsWhatWasMadeOfOthersApartFromWhatJobsSaved() {
    Checkpoint saved = added(aJob(version, "a"), 2);
    LoraTaskId task = aTask();
    Checkpoint made = CheckpointExample.made(task, saved);

    assertThat(checkpoints().add(made)).isTrue();
    assertThat(checkpoints().add(CheckpointExample.made(task, saved))).isFalse();

    assertThat(checkpoints().find(made.id())).contains(made);
    assertThat(checkpoints().inUse(List.of(made.id(), saved.id())))
        .containsExactlyInAnyOrder(made, saved);
    assertThat(checkpoints().ofJob(saved.job())).containsExactly(saved);
    assertThat(checkpoints().locked(saved.job())).containsExactly(saved);
    assertThat(checkpoints().ofRun(saved.run())).containsExactly(saved);
    assertThat(checkpoints().ofVersion(version)).containsExactly(saved);
    assertThat(checkpoints().madeIn(version)).containsExactly(made);
    assertThat(checkpoints().madeIn(VersionId.random())).isEmpty();
    assertThat(checkpoints().newest(List.of(version), 9)).containsExactly(made, saved);
  }

  @Test
  void givesSomeOfALongList() {
    Checkpoint first = added(aJob(version, "a"), 2);
    Checkpoint second = added(aJob(version, "b"), 4);
    Checkpoint made = CheckpointExample.made(aTask(), first);
    assertThat(checkpoints().add(made)).isTrue();
    added(aJob(VersionId.random(), "c"), 2);

    List<Checkpoint> all = ofVersion(CheckpointFilter.ANY, CheckpointOrder.JOB);
    assertThat(all).containsExactlyInAnyOrder(first, made, second).containsSubsequence(first, made);
    assertThat(checkpoints().ofVersion(version, CheckpointFilter.ANY, CheckpointOrder.JOB, 1, 1))
        .containsExactly(all.get(1));
    assertThat(ofVersion(CheckpointFilter.ANY, CheckpointOrder.STEP))
        .containsExactly(first, made, second);
    assertThat(checkpoints().countOfVersion(version, CheckpointFilter.ANY)).isEqualTo(3);
    assertThat(checkpoints().countOfVersion(VersionId.random(), CheckpointFilter.ANY)).isZero();
    assertThat(checkpoints().jobsOfVersion(version))
        .containsExactlyInAnyOrder(first.job(), second.job());
  }

  @Test
  void givesThoseOfAVersionThatAreWanted() {
    Checkpoint first = added(aJob(version, "a"), 2);
    Job job = aJob(version, "b");
    Checkpoint second = added(job, 2);
    Checkpoint third = added(job, 4);

    CheckpointFilter ofJob = new CheckpointFilter(Set.of(job.id()), null);
    assertThat(ofVersion(ofJob, CheckpointOrder.JOB)).containsExactly(second, third);
    assertThat(checkpoints().countOfVersion(version, ofJob)).isEqualTo(2);
    assertThat(
            ofVersion(
                new CheckpointFilter(Set.of(job.id()), Set.of(first.id(), third.id())),
                CheckpointOrder.JOB))
        .containsExactly(third);
    assertThat(ofVersion(new CheckpointFilter(null, Set.of()), CheckpointOrder.JOB)).isEmpty();
    assertThat(ofVersion(new CheckpointFilter(Set.of(), null), CheckpointOrder.JOB)).isEmpty();
  }

  @Test
  void sortsByLosses() {
    Job job = aJob(version, "a");
    Checkpoint unknown = judged(checkpoint(job, 1), null);
    Checkpoint worse = judged(checkpoint(job, 2), 0.5);
    Checkpoint better = judged(checkpoint(job, 3), 0.25);
    assertThat(List.of(unknown, worse, better)).allMatch(checkpoints()::add);

    assertThat(ofVersion(CheckpointFilter.ANY, CheckpointOrder.VALIDATION))
        .containsExactly(better, worse, unknown);
    assertThat(ofVersion(CheckpointFilter.ANY, CheckpointOrder.LOSS))
        .as("all alike")
        .containsExactly(unknown, worse, better);
  }

  private List<Checkpoint> ofVersion(CheckpointFilter filter, CheckpointOrder order) {
    return checkpoints().ofVersion(version, filter, order, 0, 9);
  }

  @Test
  void makesOneOfAJobItsLast() {
    Job job = aJob(version, "a");
    Checkpoint early = added(job, 2);
    Checkpoint late = added(job, 4);
    Checkpoint other = added(aJob(version, "b"), 2);

    checkpoints().makeLast(late, "late.safetensors");
    checkpoints().makeLast(early, "it.safetensors");

    assertThat(checkpoints().ofJob(job.id()))
        .extracting(Checkpoint::name, Checkpoint::last)
        .containsExactly(tuple("it.safetensors", true), tuple("late.safetensors", false));
    assertThat(checkpoints().find(other.id())).contains(other);
  }

  @Test
  void tellsTheNewestWhoseFilesAreThere() {
    Job job = aJob(version, "a");
    Checkpoint old = added(job, 2);
    Checkpoint gone = added(job, 4);
    Checkpoint young = added(job, 6);
    added(aJob(VersionId.random(), "a"), 8);
    checkpoints().drop(gone.id(), NOON);

    assertThat(checkpoints().newest(List.of(version, VersionId.random()), 3))
        .containsExactly(young, old);
    assertThat(checkpoints().newest(List.of(version), 1)).containsExactly(young);
    assertThat(checkpoints().newest(List.of(), 3)).isEmpty();
  }

  private Checkpoint added(Job job, int epoch) {
    Checkpoint checkpoint = checkpoint(job, epoch);
    assertThat(checkpoints().add(checkpoint)).isTrue();
    return checkpoint;
  }
}
