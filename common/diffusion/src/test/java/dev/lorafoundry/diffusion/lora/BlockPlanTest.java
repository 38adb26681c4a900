package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BlockPlanTest {
  @ParameterizedTest
  @CsvSource({
    "SD1, down_blocks_0_attentions_0_proj_in, 1",
    "SD1, down_blocks_2_attentions_1_transformer_blocks_0_ff_net_2, 8",
    "SD1, down_blocks_3_resnets_1_conv1, 11",
    "SD1, down_blocks_0_resnets_1_time_emb_proj, 2",
    "SD1, down_blocks_1_downsamplers_0_conv, 6",
    "SD1, mid_block_attentions_0_proj_out, 12",
    "SD1, mid_block_resnets_1_conv2, 12",
    "SD1, up_blocks_0_resnets_0_conv_shortcut, 13",
    "SD1, up_blocks_0_upsamplers_0_conv, 15",
    "SD2, up_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k, 16",
    "SD2, up_blocks_3_attentions_2_proj_in, 24",
    "SDXL, input_blocks_1_0_in_layers_2, 2",
    "SDXL, input_blocks_3_0_op, 4",
    "SDXL, input_blocks_4_1_transformer_blocks_1_attn2_to_v, 5",
    "SDXL, middle_block_0_0_emb_layers_1, 10",
    "SDXL, middle_block_1_transformer_blocks_9_ff_net_0_proj, 11",
    "SDXL, output_blocks_0_1_proj_in, 13",
    "SDXL, output_blocks_2_2_conv, 15",
    "SDXL, output_blocks_8_0_skip_connection, 21",
    "SDXL, down_blocks_0_downsamplers_0_conv, 4",
    "SDXL, down_blocks_1_attentions_0_transformer_blocks_1_attn2_to_v, 5",
    "SDXL, mid_block_resnets_1_conv2, 12",
    "SDXL, mid_block_attentions_0_proj_in, 11",
    "SDXL, up_blocks_2_resnets_2_conv_shortcut, 21",
    "SD1, input_blocks_8_1_proj_in, 8",
    "SD1, middle_block_2_out_layers_3, 12",
    "SD1, output_blocks_3_1_proj_in, 16"
  })
  void countsBlocksAsTheReference(Family family, String module, int block) {
    assertThat(UnetBlocks.of(family).of("lora_unet_" + module)).isEqualTo(block);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void givesEachBlockItsOwnRanksAndAlphas(Family family) {
    int count = UnetBlocks.of(family).count();
    Map<String, Object> given = new HashMap<>();
    given.put("rank", 4);
    given.put("alpha", 2);
    given.put("blockRanks", numbers(count, i -> 1 + i));
    given.put("blockAlphas", numbers(count, i -> i));
    given.put("convBlockRanks", numbers(count, i -> 50 + i));
    given.put("convBlockAlphas", numbers(count, i -> 100 + i));
    LoraNetwork network = network(family, given);

    Map<String, Shape> plain = network(family, Map.of("rank", 4, "convRank", 4)).shapes();
    assertThat(network.shapes().keySet()).isEqualTo(plain.keySet());
    for (NetworkModule module : network.modules()) {
      if (LayerNames.isText(module.name())) {
        assertThat(module.rank()).isEqualTo(4);
        assertThat(module.alpha()).isEqualTo(2);
        continue;
      }
      int block = UnetBlocks.of(family).of(module.name());
      Shape down = module.shapes().get(module.name() + LoraModule.DOWN);
      boolean spatial = down.rank() == 4 && down.size(-1) > 1;
      assertThat(module.rank()).as(module.name()).isEqualTo(spatial ? 50 + block : 1 + block);
      assertThat(module.alpha()).as(module.name()).isEqualTo(spatial ? 100 + block : block);
    }
  }

  @Test
  void anAlphaOfZeroIsTheRank() {
    LoraNetwork network =
        network(
            Family.SD1,
            Map.of("blockRanks", numbers(25, i -> 8), "blockAlphas", numbers(25, i -> 0)));

    assertThat(network.modules())
        .filteredOn(module -> !LayerNames.isText(module.name()))
        .hasSize(192)
        .allSatisfy(module -> assertThat(module.scale()).isEqualTo(1));
  }

  @Test
  void blocksOfRankOrWeightZeroGetNoModules() {
    Map<String, Object> ranks = Map.of("blockRanks", numbers(25, i -> i == 12 ? 4 : 0));
    Map<String, Object> weights =
        Map.of("downLrWeights", "zeros", "upLrWeights", "zeros+0.1", "lrWeightThreshold", 0.1);

    for (Map<String, Object> given : List.of(ranks, weights)) {
      List<String> names = network(Family.SD1, given).names();

      assertThat(names).filteredOn(LayerNames::isText).hasSize(72);
      assertThat(names)
          .filteredOn(name -> !LayerNames.isText(name))
          .hasSize(12)
          .allMatch(name -> name.startsWith("lora_unet_mid_block_"));
    }
  }

  @Test
  void convolutionsOfBlocksOfWeightZeroGetNoneEither() {
    LoraNetwork network =
        network(
            Family.SDXL,
            Map.of("convRank", 2, "downLrWeights", "zeros", "upLrWeights", "zeros", "rank", 4));

    assertThat(network.names())
        .filteredOn(name -> !LayerNames.isText(name))
        .hasSize(102 + 6) // a transformer of ten blocks; two residual blocks of three layers each
        .allMatch(name -> name.startsWith("lora_unet_middle_block_"));
  }

  @Test
  void framesTheWeightsOfSdxlByThoseOfBlocksWithoutModules() {
    BlockPlan plan =
        plan(
            Family.SDXL,
            Map.of(
                "downLrWeights",
                "0.1 0.2",
                "midLrWeights",
                "0.3,0.4,0.5",
                "upLrWeights",
                "linear"));

    assertThat(IntStream.range(0, 23).mapToObj(plan::weight))
        .containsExactly(
            1.0, 0.1, 0.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.3, 0.4, 0.5, 0.0, 0.125, 0.25,
            0.375, 0.5, 0.625, 0.75, 0.875, 1.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource({"SD1, 0", "SD1, 2", "SD2, 0", "SD2, 2", "SDXL, 0", "SDXL, 2"})
  void knowsWhichBlocksGetModules(Family family, int convRank) {
    int count = UnetBlocks.of(family).count();
    Map<String, Shape> base = FullSize.of(family);
    for (int block = 0; block < count; block++) {
      int own = block;
      Map<String, Object> given = new HashMap<>();
      given.put("train", "unet_only");
      given.put("blockRanks", numbers(count, i -> i == own ? 4 : 0));
      if (convRank > 0) {
        given.put("convBlockRanks", numbers(count, i -> i == own ? convRank : 0));
      }
      BlockPlan plan = plan(family, given);

      assertThat(plan.weights().isEmpty())
          .as("block %d", block)
          .isEqualTo(LoraNetwork.create(base, family, plan).names().isEmpty());
    }
  }

  private static LoraNetwork network(Family family, Map<String, Object> given) {
    return LoraNetwork.create(FullSize.of(family), family, plan(family, given));
  }

  private static BlockPlan plan(Family family, Map<String, Object> given) {
    TrainingSettings settings = SettingsCatalogue.TRAINING.read(given);
    NetworkSettings network = settings.network();
    BlockSettings blocks = settings.blocks();
    return BlockPlan.of(family, network, blocks);
  }

  private static String numbers(int count, IntUnaryOperator number) {
    return IntStream.range(0, count)
        .map(number)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }
}
