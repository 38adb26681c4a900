package dev.lorafoundry.api.queue;

import static dev.lorafoundry.contracts.WorkKind.PREPARATION;
import static dev.lorafoundry.contracts.WorkKind.PREVIEW;
import static dev.lorafoundry.contracts.WorkKind.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CapacityTest {
  private static final Set<WorkKind> GPU = Set.of(TRAINING);
  private static final Set<WorkKind> BOTH = Set.of(PREVIEW, PREPARATION);

  @Test
  void releasesAsMuchAsIdleWorkersTakePlusLookAhead() {
    assertThat(new Capacity(List.of(GPU, GPU), 1).take(TRAINING, 10, 0, 2)).isEqualTo(3);
  }

  @Test
  void countsWhatIsOnOfferAlready() {
    assertThat(new Capacity(List.of(GPU, GPU), 1).take(TRAINING, 10, 2, 2)).isEqualTo(1);
    assertThat(new Capacity(List.of(GPU, GPU), 1).take(TRAINING, 10, 3, 2)).isZero();
  }

  @Test
  void releasesNothingWithoutAnyLiveWorker() {
    assertThat(new Capacity(List.of(), 1).take(TRAINING, 10, 0, 0)).isZero();
  }

  @Test
  void looksAheadWhileAllWorkersAreBusy() {
    assertThat(new Capacity(List.of(), 1).take(TRAINING, 10, 0, 4)).isEqualTo(1);
  }

  @Test
  void countsAWorkerOfTwoKindsOnce() {
    Capacity capacity = new Capacity(List.of(BOTH), 0);

    assertThat(capacity.take(PREPARATION, 5, 0, 1)).isEqualTo(1);
    assertThat(capacity.take(PREVIEW, 5, 0, 1)).isZero();
  }

  @Test
  void leavesWorkersToKindsThatHaveWork() {
    Capacity capacity = new Capacity(List.of(BOTH), 0);

    assertThat(capacity.take(PREPARATION, 0, 0, 1)).isZero();
    assertThat(capacity.take(PREVIEW, 5, 0, 1)).isEqualTo(1);
  }
}
