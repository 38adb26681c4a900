package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.worker.TinyJobs;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on base models of SD2 and SDXL, from the store to the store. */
final class OtherFamiliesTest extends TinyTrainings {
  @ParameterizedTest
  @CsvSource({
    "SD2, both, sd_v2_v, lora_te_",
    "SDXL, both, sdxl_base_v1-0, lora_te2_",
    "SDXL, unet_only, sdxl_base_v1-0, lora_unet_input_blocks_"
  })
  void trainsAndGoesOnBitForBit(Family family, String train, String version, String module) {
    TrainingJob job = TinyJobs.in(store, family).with(Map.of("epochs", 2, "train", train));

    Api straight = train(job);
    CheckpointSaved middle = straight.events(CheckpointSaved.class).get(0);
    CheckpointSaved end = straight.last(CheckpointSaved.class);
    Api resumed =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(middle.stateKey(), middle.stateSha256(), middle.step()));

    assertThat(straight.last(TrainingEvent.Finished.class).finalLoss()).isPositive();
    LoraFile file = lora(end);
    assertThat(file.metadata()).containsEntry("ss_base_model_version", version);
    assertThat(file.tensors().keySet()).anyMatch(name -> name.startsWith(module));
    assertThat(lora(resumed.last(CheckpointSaved.class)).modelHash()).isEqualTo(file.modelHash());
  }
}
