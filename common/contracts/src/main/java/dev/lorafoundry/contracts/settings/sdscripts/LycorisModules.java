package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NetworkTarget;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which layers LyCORIS gives modules, of what size, and what it leaves out of them, as settings:
 * its preset {@code attn-mlp} has none beside 3×3 convolutions, whatever else is said of them, and
 * with {@code full}, which it takes where none is named, they are as large as all others where
 * nothing else is said. Of dropouts it has that of whole modules in common with sd-scripts' own
 * network ({@code LoConModule}).
 */
final class LycorisModules {
  private static final String FULL = "full";
  private static final String WITHOUT_CONVOLUTIONS = "attn-mlp";

  /** SDXL's layers of these kinds have other names in sd-scripts, by which LyCORIS passes. */
  private static final String FIRST_AND_LAST =
      "LyCORIS' preset full, which it takes where none is named, gives modules to the first and the"
          + " last layer and the time embedding of the U-Net of SD1 and SD2, too, which get none"
          + " here: preset=attn-mlp trains the same layers there and here.";

  private final Map<String, Object> training;
  private final Findings findings;

  private LycorisModules(Map<String, Object> training, Findings findings) {
    this.training = training;
    this.findings = findings;
  }

  static void settle(Collection<Given> taken, Collected collected, Findings findings) {
    Optional<Given> module = module(taken);
    if (module.isEmpty()) {
      return;
    }
    LycorisModules modules = new LycorisModules(collected.of(Part.TRAINING), findings);
    String preset = preset(taken);
    if (preset.equals(FULL)) {
      modules.takeSizes(module.get());
      findings.note(FIRST_AND_LAST);
    } else if (preset.equals(WITHOUT_CONVOLUTIONS)) {
      modules.clearSizes();
    }
    modules.checkDropouts(module.get());
  }

  private static Optional<Given> module(Collection<Given> taken) {
    return taken.stream()
        .filter(each -> each.option().name().equals("network_module"))
        .filter(each -> each.values().contains("lycoris.kohya"))
        .findFirst();
  }

  private static String preset(Collection<Given> taken) {
    return taken.stream()
        .filter(each -> each.option().name().equals("network_args"))
        .findFirst()
        .flatMap(arguments -> arguments.ofKey("preset"))
        .filter(preset -> !preset.isEmpty())
        .orElse(FULL);
  }

  private void checkDropouts(Given module) {
    if (isAny("networkDropout")) {
      training.remove("networkDropout");
      findings.note(
          "Left out: --network_dropout. LyCORIS has rank_dropout and module_dropout, but none of"
              + " neurons.");
    }
    if (isAny("rankDropout")) {
      findings.problem(
          module.source(),
          "network_args",
          "--network_args rank_dropout can't be followed: LyCORIS leaves out outputs of layers, not"
              + " ranks. Leave it out, or use networks.lora.");
    }
  }

  private boolean isAny(String dropout) {
    return training.get(dropout) instanceof Number share && share.doubleValue() > 0;
  }

  private void clearSizes() {
    if (training.get("convRank") != null || training.get("convAlpha") != null) {
      findings.note(
          "Left out: conv_dim and conv_alpha of --network_args. LyCORIS' preset attn-mlp has no"
              + " modules beside 3×3 convolutions.");
    }
    training.put("convRank", "");
    training.put("convAlpha", "");
  }

  private void takeSizes(Given module) {
    if (NetworkTarget.TEXT_ENCODER_ONLY.label().equals(training.get("train"))) {
      return; // why: it has no convolutions
    }
    Set<String> lacking = new LinkedHashSet<>();
    boolean ranked = take("convRank", "rank", "--network_dim", lacking);
    boolean scaled = take("convAlpha", "alpha", "--network_alpha", lacking);
    if (!lacking.isEmpty()) {
      findings.problem(
          module.source(),
          module.option().name(),
          "%s: LyCORIS takes network_dim and network_alpha for convolutions without conv_dim and conv_alpha. Give %s, too, or preset=attn-mlp for none beside 3×3 convolutions."
              .formatted(module.shown(), String.join(", ", lacking)));
    } else if (ranked || scaled) {
      findings.note(
          "convRank is %s and convAlpha %s: LyCORIS takes network_dim and network_alpha for convolutions without conv_dim and conv_alpha."
              .formatted(training.get("convRank"), training.get("convAlpha")));
    }
  }

  /** Whether the setting for convolutions is taken from that of all layers. */
  private boolean take(String ofConvolutions, String ofAll, String option, Set<String> lacking) {
    if (training.get(ofConvolutions) instanceof Number) {
      return false;
    }
    Object value = training.get(ofAll);
    if (value == null) {
      lacking.add(option);
      return false;
    }
    training.put(ofConvolutions, value);
    return true;
  }
}
