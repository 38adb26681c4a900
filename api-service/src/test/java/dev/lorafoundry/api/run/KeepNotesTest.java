package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeepNotesTest {
  private final PlannerExample planner = new PlannerExample();

  @Test
  void tellsThatTheBestAreThoseOfEpochsWhereTheseAreValidated() {
    assertThat(KeepNotes.of(new Keep.Best(3), jobs(100, "validateEveryEpochs", 1)))
        .singleElement()
        .asString()
        .startsWith("keep best puts checkpoints of saveEverySteps behind");
  }

  @Test
  void tellsThatNothingIsComparedWithinTheFirstEpoch() {
    assertThat(KeepNotes.of(new Keep.Best(3), jobs(1, "validateEveryEpochs", 0)))
        .singleElement()
        .asString()
        .startsWith("keep best can't compare checkpoints within the first epoch");
    assertThat(KeepNotes.of(new Keep.Best(3), jobs(100_000, "validateEveryEpochs", 0))).isEmpty();
  }

  @Test
  void saysNothingWhereNoneIsChosenOrNoneIsOfSteps() {
    assertThat(KeepNotes.of(null, jobs(1, "validateEveryEpochs", 1))).isEmpty();
    assertThat(KeepNotes.of(new Keep.Latest(3), jobs(1, "validateEveryEpochs", 1))).isEmpty();
    assertThat(KeepNotes.of(new Keep.Best(3), jobs(0, "validateEveryEpochs", 1))).isEmpty();
  }

  private List<PlannedJob> jobs(int saveEverySteps, String setting, Object value) {
    return planner.plan(grid("epochs", 1, "saveEverySteps", saveEverySteps, setting, value)).jobs();
  }
}
