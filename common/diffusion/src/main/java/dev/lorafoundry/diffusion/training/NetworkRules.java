package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import org.jspecify.annotations.Nullable;

/** Says what only modules of a plain LoRA know. */
final class NetworkRules {
  private final String refusal;
  private final Refusals refusals;

  /**
   * @param refusal with what something is not allowed, and what to do
   */
  private NetworkRules(String refusal, Refusals refusals) {
    this.refusal = refusal;
    this.refusals = refusals;
  }

  static void check(TrainingSettings settings, Refusals refusals) {
    NetworkSettings network = settings.network();
    String lora = NetworkType.LORA.label();
    if (network.network() != NetworkType.LORA) {
      String of = "network " + network.network().label();
      checkDora(network.dora(), of, refusals);
      new NetworkRules(of + ": leave it out, or choose network " + lora, refusals)
          .checkLorasOwn(settings);
    } else if (network.dora() != Dora.OFF) {
      String of = "dora " + network.dora().label();
      new NetworkRules(of + ": leave it out, or choose dora " + Dora.OFF.label(), refusals)
          .checkLorasOwn(settings);
    }
  }

  private static void checkDora(Dora dora, String network, Refusals refusals) {
    refusals.require(
        dora == Dora.OFF,
        "dora",
        dora.label(),
        () ->
            "dora %s is not allowed with %s: choose dora %s, or network %s."
                .formatted(dora.label(), network, Dora.OFF.label(), NetworkType.LORA.label()));
  }

  private void checkLorasOwn(TrainingSettings settings) {
    NetworkSettings network = settings.network();
    requireNone("networkDropout", network.networkDropout());
    requireNone("rankDropout", network.rankDropout());
    requireNone("moduleDropout", network.moduleDropout());
    OptimiserSettings optimiser = settings.optimiser();
    requireNone("loraPlusRatio", optimiser.loraPlusRatio());
    requireNone("loraPlusUnetRatio", optimiser.loraPlusUnetRatio());
    requireNone("loraPlusTextEncoderRatio", optimiser.loraPlusTextEncoderRatio());
  }

  private void requireNone(String setting, @Nullable Double given) {
    refusals.require(
        given == null || given == 0,
        setting,
        String.valueOf(given),
        () -> "%s %s is not allowed with %s.".formatted(setting, given, refusal));
  }
}
