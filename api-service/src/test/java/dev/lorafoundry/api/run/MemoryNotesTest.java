package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.dataset.DatasetExample.concept;
import static dev.lorafoundry.api.dataset.DatasetExample.ready;
import static dev.lorafoundry.api.dataset.DatasetExample.sized;
import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemoryNotesTest {
  private static final long GIB = 1L << 30;

  private final PlannerExample planner = new PlannerExample();

  @BeforeEach
  void knowWhatAJobNeeds() {
    planner.fullSize();
    planner.dataset = ready(concept("cat", 1, sized(10, 512, 512)));
  }

  @Test
  void tellsWhatIsMissingAndWhatWouldLowerIt() {
    planner.report("w1", "cuda:0", 2 * GIB);
    planner.report("w2", "cuda:0", 3 * GIB);

    RunPlan plan = planner.plan(grid("precision", "fp32"));

    assertThat(plan.jobs()).allMatch(job -> job.memory() != null && job.memory().fitsNowhere());
    assertThat(memoryNotes(plan))
        .singleElement()
        .asString()
        .startsWith("The job needs more memory than any worker here has (about ")
        .contains(
            " GiB; the largest device has 3.0 GiB): switch gradientCheckpointing on, set precision"
                + " to bf16, lower rank or use smaller pictures. ")
        .contains("can be started all the same");
  }

  @Test
  void countsTheJobsThatFitNowhere() {
    planner.report("w1", "cuda:0", 6 * GIB);

    RunPlan plan = planner.plan(grid("batchSize", "1,8", "gradientCheckpointing", true));
    assertThat(memoryNotes(plan)).isEmpty();

    plan = planner.plan(grid("batchSize", "1,8", "gradientCheckpointing", false));
    assertThat(memoryNotes(plan))
        .singleElement()
        .asString()
        .startsWith("1 of 2 jobs need more memory")
        .contains(": switch gradientCheckpointing on, lower batchSize, lower rank or use");

    plan = planner.plan(grid("batchSize", "8", "rank", "4,8"));
    assertThat(memoryNotes(plan)).singleElement().asString().startsWith("All 2 jobs need more");
  }

  @Test
  void saysNothingWhereALargerWorkerTrains() {
    planner.report("w1", "cuda:0", 2 * GIB);
    planner.report("w2", "cuda:0", 24 * GIB);

    assertThat(memoryNotes(planner.plan(grid()))).isEmpty();
  }

  @Test
  void aWorkerThatTakesNoMoreWorkDoesNotCount() {
    planner.report("w1", "cuda:0", 2 * GIB);
    planner.report("w2", "cuda:0", 24 * GIB, true);

    assertThat(memoryNotes(planner.plan(grid()))).hasSize(1);
  }

  @Test
  void saysNothingWhileTheMemoryOfATrainerIsUnknown() {
    assertThat(memoryNotes(planner.plan(grid()))).as("nobody is there").isEmpty();

    planner.report("w1", "cuda:0", 2 * GIB);
    planner.report("w2", "cuda:0");
    RunPlan plan = planner.plan(grid());

    assertThat(memoryNotes(plan)).isEmpty();
    assertThat(plan.jobs())
        .allMatch(job -> job.memory() != null && job.memory().largestDevice() == null);
  }

  private static List<String> memoryNotes(RunPlan plan) {
    return plan.notes().stream().filter(note -> note.contains(" more memory than any ")).toList();
  }
}
