package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.model.LoraExample;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LoRAs that the jobs of a run begin with. */
final class StartingLorasTest {
  private static final String FIRST_LAYER = "lora_te_text_model_encoder_layers_0_mlp_fc1";

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
            job -> assertThat(job.loras()).containsExactly(reference(start), reference(other)));
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

  private static LoraReference reference(Checkpoint checkpoint) {
    return new LoraReference(
        checkpoint.id().value(), checkpoint.name(), checkpoint.key(), checkpoint.sha256());
  }

  private RegisteredLora registered(LoraOutline outline) {
    planner.fullSize();
    return planner.loras.add(LoraExample.of("0a", outline), outline);
  }

  @Test
  void beginsWithLorasOfFilesToo() {
    RegisteredLora lora = registered(LoraExample.outline(FIRST_LAYER, 4, 768, 3072));
    Checkpoint other = planner.saved(Family.SD1, Map.of("rank", 4));

    RunPlan plan =
        planner.plan(
            grid(
                "startFrom",
                lora.id().toString(),
                "ranksFromStart",
                true,
                "mergeBefore",
                other.id() + " " + lora.id()));

    assertThat(plan.jobs())
        .singleElement()
        .satisfies(
            job ->
                assertThat(job.loras())
                    .containsExactly(
                        new LoraReference(
                            lora.id().value(), "lora 0a.safetensors", lora.key(), lora.sha256()),
                        reference(other)));
  }

  @Test
  void refusesFilesThatDoNotFitTheBaseModel() {
    String ofOpenClip = registered(LoraExample.outline(FIRST_LAYER, 4, 1024, 4096)).id().toString();

    planner.assertRefused(
        grid("startFrom", ofOpenClip, "ranksFromStart", true),
        "startFrom names LoRA " + ofOpenClip + ", which does not fit the base model",
        "[4096, 4]",
        "[3072, 768]");
    planner.assertRefused(
        grid("mergeBefore", ofOpenClip), "mergeBefore names LoRA " + ofOpenClip, "family SD1");
  }

  @Test
  void refusesFilesOfLayersThatTheBaseModelHasNot() {
    String id =
        registered(LoraExample.outline("lora_te2_text_model_encoder_layers_0_mlp_fc1", 4, 8, 8))
            .id()
            .toString();

    planner.assertRefused(grid("mergeBefore", id), "lora_te2_text_model", "no such layer");
  }

  @Test
  void refusesOtherSettingsThanThoseOfTheFile() {
    String id = registered(LoraExample.outline(FIRST_LAYER, 4, 768, 3072)).id().toString();

    planner.assertRefused(
        grid("startFrom", id, "network", "LoHa"),
        "network LoHa is not that of LoRA " + id + ", which startFrom names: use LoRA",
        "ranksFromStart false is not allowed with LoRA " + id,
        "it comes from a file and has ranks of its own");
  }
}
