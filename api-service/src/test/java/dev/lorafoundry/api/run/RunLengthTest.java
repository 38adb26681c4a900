package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.dataset.DatasetExample.both;
import static dev.lorafoundry.api.dataset.DatasetExample.concept;
import static dev.lorafoundry.api.dataset.DatasetExample.ready;
import static dev.lorafoundry.api.dataset.DatasetExample.regularisation;
import static dev.lorafoundry.api.dataset.DatasetExample.sized;
import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.training.TrainingLength;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How long the jobs of a run become, and what is too little to train on. */
final class RunLengthTest {
  private final PlannerExample planner = new PlannerExample();

  @Test
  void countsStepsAsTheTrainerDoes() {
    planner.dataset = ready(concept("cat", 3, both(sized(7, 64, 64), sized(7, 3, 64, 96))));

    RunPlan plan = planner.plan(grid("batchSize", 4, "epochs", 5, "gradientAccumulationSteps", 2));

    // 21 and 9 samples: 6 + 3 batches, 5 updates an epoch
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(0, 30, 5, 25));
    assertThat(plan.totalSteps()).isEqualTo(25);
  }

  @Test
  void countsNoStepsForPicturesThatAreHeldOut() {
    planner.dataset =
        ready(
            concept("cat", 3, both(sized(5, 64, 64), sized(5, 5, 64, 96))),
            concept("dog", 2, sized(10, 3, 64, 96)));

    RunPlan plan = planner.plan(grid("batchSize", 2, "epochs", 3, "validationSplit", 0.2));

    // of ten cats two are held out, one of each size by this seed, and of three dogs one: an epoch
    // shows 12 samples of one size and 12 and 4 of the other
    assertThat(planner.dataset.samplesPerEpoch()).isEqualTo(36);
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(3, 28, 14, 42));
  }

  @Test
  void holdsOutNoPicturesForRegularisation() {
    planner.dataset =
        ready(concept("cat", 3, sized(2, 64, 64)), regularisation("cats", 1, sized(2, 8, 64, 64)));

    RunPlan plan = planner.plan(grid("batchSize", 1, "epochs", 1, "validationSplit", 0.5));

    // one of two is held out, and half of the others is enough then
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(1, 6, 6, 6));
  }

  @Test
  void refusesToHoldOutTheOnlyPicture() {
    planner.dataset =
        ready(concept("cat", 40, sized(1, 64, 64)), concept("dog", 40, sized(1, 1, 64, 64)));

    planner.assertRefused(grid("validationSplit", 0.1), "no concept has more than a single one");
  }

  @Test
  void refusesABatchLargerThanWhatIsTrainedOn() {
    assertThat(planner.plan(grid("batchSize", 36, "validationSplit", 0.1)).jobs()).hasSize(1);
    planner.assertRefused(
        grid("batchSize", 37, "validationSplit", 0.1), "batchSize 37 is larger than the dataset");
  }

  @Test
  void refusesABatchLargerThanTheDataset() {
    planner.assertRefused(grid("batchSize", 41), "batchSize 41 is larger than the dataset", "40");
    assertThat(planner.plan(grid("batchSize", 40)).jobs()).hasSize(1);
  }

  @Test
  void estimatesFromMeasuredSpeed() {
    planner.speed = OptionalDouble.of(8);

    Estimate estimate = planner.plan(grid("epochs", "10,10,20")).estimate();

    // 400 and 800 steps at 8 a second
    assertThat(estimate.duration()).isEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void saysWhyThereIsNoEstimate() {
    Estimate estimate = planner.plan(grid()).estimate();

    assertThat(estimate.duration()).isNull();
    assertThat(estimate.basis()).startsWith("No estimate");
  }
}
