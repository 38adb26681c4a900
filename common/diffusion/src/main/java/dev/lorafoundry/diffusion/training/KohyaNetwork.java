package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How sd-scripts notes the arguments of its LoRA, or of LyCORIS: as texts, those alone that were
 * given.
 */
final class KohyaNetwork {
  private final Map<String, @Nullable Object> arguments = new LinkedHashMap<>();

  private KohyaNetwork() {}

  /** The program that makes such networks. */
  static String module(NetworkSettings settings) {
    return isOfLycoris(settings) ? "lycoris.kohya" : "networks.lora";
  }

  /**
   * The arguments by name; empty if none was given. Where one was, the share of neurons that is
   * left out stands beside, too.
   */
  static Optional<Map<String, @Nullable Object>> argumentsOf(TrainingSettings settings) {
    KohyaNetwork network = new KohyaNetwork();
    network.putType(settings.network());
    network.putNetwork(settings.network());
    network.putBlocks(settings.blocks());
    network.putRatios(settings.optimiser());
    if (network.arguments.isEmpty()) {
      return Optional.empty();
    }
    network.arguments.put("dropout", settings.network().networkDropout());
    return Optional.of(network.arguments);
  }

  /** Without convolutions LyCORIS' layers are those of its preset {@code attn-mlp}. */
  private void putType(NetworkSettings settings) {
    if (!isOfLycoris(settings)) {
      return;
    }
    put("algo", settings.network().label().toLowerCase(Locale.ROOT));
    if (settings.convRank() == null) {
      put("preset", "attn-mlp");
    }
    if (settings.network() == NetworkType.LOKR) {
      put("factor", settings.lokrFactor());
    }
    if (settings.dora() != Dora.OFF) {
      put("dora_wd", true);
      put("wd_on_output", settings.dora() == Dora.OUTPUTS);
    }
  }

  private static boolean isOfLycoris(NetworkSettings settings) {
    return settings.network() != NetworkType.LORA || settings.dora() != Dora.OFF;
  }

  private void putNetwork(NetworkSettings settings) {
    put("conv_dim", settings.convRank());
    put("conv_alpha", settings.convAlpha());
    put("rank_dropout", settings.rankDropout());
    put("module_dropout", settings.moduleDropout());
  }

  private void putBlocks(BlockSettings settings) {
    put("block_dims", list(settings.blockRanks()));
    put("block_alphas", list(settings.blockAlphas()));
    put("conv_block_dims", list(settings.convBlockRanks()));
    put("conv_block_alphas", list(settings.convBlockAlphas()));
    put("down_lr_weight", list(settings.downLrWeights()));
    put("mid_lr_weight", list(settings.midLrWeights()));
    put("up_lr_weight", list(settings.upLrWeights()));
    put("block_lr_zero_threshold", settings.lrWeightThreshold());
  }

  /** With nothing but commas between its numbers. */
  private static @Nullable String list(@Nullable String text) {
    return text == null ? null : text.replaceAll("\\s*,\\s*|\\s+", ",");
  }

  private void putRatios(OptimiserSettings settings) {
    put("loraplus_lr_ratio", settings.loraPlusRatio());
    put("loraplus_unet_lr_ratio", settings.loraPlusUnetRatio());
    put("loraplus_text_encoder_lr_ratio", settings.loraPlusTextEncoderRatio());
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      arguments.put(name, PythonNotation.of(value));
    }
  }
}
