package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LoRAs to begin with may have modules of one text encoder alone. */
final class ModuleGroupsTest {
  private static final String FIRST = "lora_te1_text_model_encoder_layers_0_mlp_fc1.";
  private static final String SECOND = "lora_te2_text_model_encoder_layers_0_mlp_fc1.";
  private static final String UNET = "lora_unet_input_blocks_4_1_proj_in.";

  @Test
  void bothEncodersAreGroups() {
    assertThat(groups(FIRST, SECOND, UNET))
        .containsExactly(
            new ParameterGroup("textencoder 1", 0, 2),
            new ParameterGroup("textencoder 2", 2, 4),
            new ParameterGroup("unet", 4, 6));
  }

  @Test
  void theFirstEncoderAloneIsOne() {
    assertThat(groups(FIRST, UNET))
        .containsExactly(
            new ParameterGroup("textencoder 1", 0, 2), new ParameterGroup("unet", 2, 4));
  }

  @Test
  void theSecondEncoderAloneIsOne() {
    assertThat(groups(SECOND, UNET))
        .containsExactly(
            new ParameterGroup("textencoder 2", 0, 2), new ParameterGroup("unet", 2, 4));
  }

  private static List<ParameterGroup> groups(String... modules) {
    Program program = new Program("groups");
    for (String module : modules) {
      program.parameter(module + "lora_down.weight", Shape.of(1));
      program.parameter(module + "lora_up.weight", Shape.of(1));
    }
    BlockPlan plan = BlockPlan.of(Family.SDXL, NetworkSettings.DEFAULTS, BlockSettings.DEFAULTS);
    return ModuleGroups.ofEachEncoder(program, ModuleGroups.of(program, plan));
  }
}
