package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.LoraReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LoRAs that the jobs of a run begin with. */
final class StartingLorasTest {
  private final PlannerExample planner = new PlannerExample();

  @Test
  void namesWhereTheLorasAreThatJobsBeginWith() {
    Checkpoint start = planner.saved(Family.SD1, Map.of("rank", 8));
    Checkpoint other = planner.saved(Family.SD1, Map.of("rank", 4));

    RunPlan plan =
        planner.plan(
            grid(
                "startFrom", start.id().toString(),
                "mergeBefore", other.id() + " " + start.id(),
                "mergeMultipliers", List.of("0.5", "1 -1")));

    assertThat(plan.jobs())
        .extracting(PlannedJob::name)
        .containsExactly(
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64-mm-0_5",
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64-mm-1-1");
    assertThat(plan.jobs())
        .allSatisfy(
            job ->
                assertThat(job.loras())
                    .containsExactly(
                        new LoraReference(start.id(), start.name(), start.key(), start.sha256()),
                        new LoraReference(other.id(), other.name(), other.key(), other.sha256())));
  }

  @Test
  void refusesLorasThatNobodySaved() {
    String id = CheckpointId.random().toString();

    planner.assertRefused(
        grid("startFrom", id), "startFrom names checkpoint " + id, "does not exist");
    planner.assertRefused(
        grid("mergeBefore", id), "mergeBefore names checkpoint " + id, "does not exist");
  }

  @Test
  void refusesLorasThatWereDropped() {
    Checkpoint checkpoint = planner.saved(Family.SD1, Map.of("rank", 8, "alpha", 64));
    planner.checkpoints.drop(checkpoint.id(), Instant.EPOCH);

    planner.assertRefused(grid("startFrom", checkpoint.id().toString()), "whose file was dropped");
  }

  @Test
  void refusesLorasOfAnotherFamily() {
    Checkpoint checkpoint = planner.saved(Family.SDXL, Map.of("rank", 8));

    planner.assertRefused(
        grid("startFrom", checkpoint.id().toString()), "family SDXL", "this one is of family SD1");
    planner.assertRefused(
        grid("mergeBefore", checkpoint.id().toString()),
        "family SDXL",
        "this one is of family SD1");
  }

  @Test
  void refusesOtherRanksThanThoseOfTheLora() {
    String id = planner.saved(Family.SD1, Map.of("rank", 4, "alpha", 2)).id().toString();

    planner.assertRefused(
        grid("startFrom", id),
        "rank 8 is not that of checkpoint " + id + ", which startFrom names: use 4",
        "alpha 64.0 is not that");
    assertThat(planner.plan(grid("startFrom", id, "ranksFromStart", true)).jobs()).hasSize(1);
    assertThat(planner.plan(grid("startFrom", id, "rank", 4, "alpha", 2)).jobs()).hasSize(1);
  }

  @Test
  void refusesLorasOfPartsThatAreNotTrained() {
    String id = planner.saved(Family.SD1, Map.of("rank", 8, "convRank", 4)).id().toString();

    planner.assertRefused(
        grid("startFrom", id, "train", "unet_only"),
        "train unet_only does not cover checkpoint " + id,
        "convRank (absent) is not that of checkpoint " + id + ", which startFrom names: use 4");
  }

  @Test
  void refusesAnotherNetworkThanThatOfTheLora() {
    String id = planner.saved(Family.SD1, Map.of("network", "LoHa")).id().toString();

    planner.assertRefused(
        grid("startFrom", id, "ranksFromStart", true),
        "network LoRA is not that of checkpoint " + id + ", which startFrom names: use LoHa");
    assertThat(
            planner.plan(grid("startFrom", id, "ranksFromStart", true, "network", "LoHa")).jobs())
        .hasSize(1);
  }

  @Test
  void refusesOtherMagnitudesThanThoseOfTheLora() {
    String id = planner.saved(Family.SD1, Map.of("dora", "inputs", "rank", 8)).id().toString();

    planner.assertRefused(
        grid("startFrom", id),
        "dora off is not that of checkpoint " + id + ", which startFrom names: use inputs");
    assertThat(planner.plan(grid("startFrom", id, "dora", "inputs", "alpha", 64)).jobs())
        .hasSize(1);
  }

  @Test
  void refusesAnotherFactorThanThatOfTheLokr() {
    Map<String, Object> trained = Map.of("network", "LoKr", "lokrFactor", 8, "rank", 8);
    String id = planner.saved(Family.SD1, trained).id().toString();

    planner.assertRefused(
        grid("startFrom", id, "network", "LoKr", "lokrFactor", 4),
        "lokrFactor 4 is not that of checkpoint " + id + ", which startFrom names: use 8");
    assertThat(planner.plan(grid("startFrom", id, "network", "LoKr", "lokrFactor", 8)).jobs())
        .hasSize(1);
  }
}
