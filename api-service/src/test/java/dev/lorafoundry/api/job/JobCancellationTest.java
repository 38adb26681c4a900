package dev.lorafoundry.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobCancellationTest {
  private final WorkQueue queue = QueueInMemory.queue();
  private final List<JobId> told = new ArrayList<>();
  private final JobFollower follower = told::add;
  private final JobCancellation cancellation =
      new JobCancellation(queue, () -> Stream.of(follower));
  private final JobId job = JobId.random();

  @BeforeEach
  void submit() {
    queue.submit(new WorkRequest(WorkId.of(job), Team.DEFAULT, Priority.NORMAL, "message"));
  }

  @Test
  void endsAJobAndTellsWhoFollowsIt() {
    cancellation.cancel(job, "Not wanted.");

    assertThat(state()).isEqualTo(WorkState.CANCELLED);
    assertThat(told).containsExactly(job);
  }

  @Test
  void refusesWhatHasEndedAndTellsNobody() {
    cancellation.cancel(job, "Not wanted.");
    told.clear();

    assertThatThrownBy(() -> cancellation.cancel(job, "Again."))
        .isInstanceOf(TransitionRefused.class)
        .hasMessageContaining("it is cancelled");
    assertThat(told).isEmpty();
  }

  @Test
  void endsWhatIsLeftOfAJobThatHasEnded() {
    cancellation.cancel(job, "Not wanted.");
    told.clear();

    cancellation.cancelWhatIsLeft(job, "The run was cancelled.");

    assertThat(state()).isEqualTo(WorkState.CANCELLED);
    assertThat(told).containsExactly(job);
  }

  private WorkState state() {
    return queue.status(WorkId.of(job)).orElseThrow().state();
  }
}
