package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.LoopSettings;
import dev.lorafoundry.diffusion.caption.Moment;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  private static final LoopSettings LOOP = new LoopSettings(3, null, 2, 1, 23);

  @Test
  void showsEveryPictureAsOftenAsItsRepeatsSayAndNeverMixesSizes() {
    Batches batches = new Batches(List.of(List.of(3, 3, 3), List.of(3, 3)), LOOP);

    List<Batches.Slot> slots = batches.epoch(0).stream().flatMap(List::stream).toList();

    assertThat(slots).hasSize(5 + 3); // 9 by 2 and 6 by 2
    assertThat(batches.stepsPerEpoch()).isEqualTo(8);
    assertThat(batches.totalSteps()).isEqualTo(24);
    assertThat(rows(slots, 0)).containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(rows(slots, 1)).containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1);
    assertThat(slots).extracting(Batches.Slot::number).isEqualTo(numbers(0, 8));
  }

  @Test
  void showsEachPictureByItsOwnRepeats() {
    Batches batches = new Batches(List.of(List.of(1, 4, 2), List.of(0, 1)), LOOP);

    List<Batches.Slot> slots = batches.epoch(0).stream().flatMap(List::stream).toList();

    assertThat(batches.batchesPerEpoch()).isEqualTo(4 + 1); // 7 by 2 and 1
    assertThat(rows(slots, 0)).containsExactlyInAnyOrder(0, 1, 1, 1, 1, 2, 2);
    assertThat(rows(slots, 1)).containsExactly(1);
  }

  /** Another order would send trainings that are under way on another way when they resume. */
  @Test
  void theOrderStaysTheSameFromVersionToVersion() {
    Batches batches = new Batches(List.of(Collections.nCopies(4, 2)), LOOP);

    assertThat(rowsOf(batches.epoch(0))).containsExactly(1, 2, 3, 1, 2, 3, 0, 0);
  }

  @Test
  void everyEpochHasAnOrderOfItsOwnThatDependsOnTheSeed() {
    Batches batches = new Batches(List.of(Collections.nCopies(8, 4)), LOOP);
    Batches other =
        new Batches(List.of(Collections.nCopies(8, 4)), new LoopSettings(3, null, 2, 1, 24));

    assertThat(batches.epoch(1))
        .isEqualTo(new Batches(List.of(Collections.nCopies(8, 4)), LOOP).epoch(1));
    assertThat(rowsOf(batches.epoch(1))).isNotEqualTo(rowsOf(batches.epoch(0)));
    assertThat(rowsOf(other.epoch(0))).isNotEqualTo(rowsOf(batches.epoch(0)));
    assertThat(batches.epoch(2).get(0).get(0).number()).isEqualTo(32);
  }

  @Test
  void sumsUpBatchesAndEndsEpochsWithWhatIsLeft() {
    Batches batches =
        new Batches(List.of(Collections.nCopies(5, 1)), new LoopSettings(2, null, 1, 2, 1));

    assertThat(batches.epoch(0)).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(batches.stepsPerEpoch()).isEqualTo(3);
    assertThat(batches.epoch(1).get(0).get(0).number()).isEqualTo(5);
  }

  @Test
  void endsAfterTheStepsThatAreGiven() {
    Batches batches =
        new Batches(List.of(Collections.nCopies(3, 1)), new LoopSettings(20, 8, 1, 1, 1));

    assertThat(batches.totalSteps()).isEqualTo(8);
    assertThat(batches.epochs()).isEqualTo(3);
    assertThat(LongStream.rangeClosed(1, 8).filter(batches::endsEpoch)).containsExactly(3L, 6L, 8L);
    assertThat(LongStream.rangeClosed(1, 8).mapToObj(batches::epochsDone))
        .containsExactly(0, 0, 1, 1, 1, 2, 2, 3);
    assertThat(new Batches(List.of(), new LoopSettings(20, 8, 1, 1, 1)).totalSteps()).isZero();
  }

  @Test
  void saysWhenEachBatchIsShown() {
    Batches batches =
        new Batches(List.of(Collections.nCopies(5, 1)), new LoopSettings(2, null, 1, 2, 1));

    assertThat(LongStream.range(0, 10).mapToObj(batches::moment))
        .extracting(Moment::epoch)
        .containsExactly(1L, 1L, 1L, 1L, 1L, 2L, 2L, 2L, 2L, 2L);
    assertThat(LongStream.range(0, 10).mapToObj(batches::moment))
        .extracting(Moment::step)
        .containsExactly(0L, 0L, 1L, 1L, 2L, 3L, 3L, 4L, 4L, 5L);
  }

  private static List<Integer> rows(List<Batches.Slot> slots, int bucket) {
    return slots.stream()
        .filter(slot -> slot.bucket() == bucket)
        .flatMap(slot -> slot.rows().stream())
        .toList();
  }

  private static List<Integer> rowsOf(List<List<Batches.Slot>> steps) {
    return steps.stream().flatMap(List::stream).flatMap(it -> it.rows().stream()).toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
