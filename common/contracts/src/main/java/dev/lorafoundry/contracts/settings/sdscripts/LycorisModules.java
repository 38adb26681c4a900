package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NetworkTarget;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

  /** What sd-scripts hands over without {@code --network_alpha}. */
  private static final double USUAL_ALPHA = 1;

  /** SDXL's layers of these kinds have other names in sd-scripts, by which LyCORIS passes. */
  private static final String FIRST_AND_LAST =
      "LyCORIS' preset full, which it takes where none is named, gives modules to the first and the"
          + " last layer and the time embedding of the U-Net of SD1 and SD2, too, which get none"
          + " here: preset=attn-mlp trains the same layers there and here.";

  private static final String ALPHA_OF_OTHERS =
      "sd-scripts takes 1 for --network_alpha where it is not given, and convolutions get that as"
          + " convAlpha. All other layers keep the alpha that is set: add --network_alpha 1 to train"
          + " as there.";

  private final Collection<Given> taken;
  private final Map<String, Object> training;
  private final Findings findings;

  private LycorisModules(Collection<Given> taken, Map<String, Object> training, Findings findings) {
    this.taken = taken;
    this.training = training;
    this.findings = findings;
  }

  static void settle(Collection<Given> taken, Collected collected, Findings findings) {
    Optional<Given> module = module(taken);
    if (module.isEmpty()) {
      return;
    }
    LycorisModules modules = new LycorisModules(taken, collected.of(Part.TRAINING), findings);
    String preset = preset(taken);
    if (preset.equals(FULL) && modules.haveSizes()) {
      modules.takeSizes(module.get());
      findings.note(FIRST_AND_LAST);
    } else if (preset.equals(WITHOUT_CONVOLUTIONS)) {
      modules.clearSizes();
    }
    modules.checkDropouts(module.get());
  }

  /** Whether 3×3 convolutions get no modules, whatever sizes these would have. */
  static boolean haveNoConvolutions(Collection<Given> taken) {
    return module(taken).isPresent() && preset(taken).equals(WITHOUT_CONVOLUTIONS);
  }

  /** A size of 0, by which LyCORIS and sd-scripts leave out 3×3 convolutions alone. */
  static boolean isNoConvolution(Option option, String value) {
    return option.name().equals("network_args.conv_dim") && PythonNumber.isZero(value.strip());
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

  /** Not those of a file, which are as large as there, nor those of text encoders alone. */
  private boolean haveSizes() {
    return !Boolean.TRUE.equals(training.get("ranksFromStart"))
        && !NetworkTarget.TEXT_ENCODER_ONLY.label().equals(training.get("train"));
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
    if (!isSize("convRank") && !isSize("rank")) {
      refuseWithoutRank(module);
      return;
    }
    boolean rankTaken = take("convRank", "rank");
    boolean alphaTaken = takeAlpha();
    if (rankTaken || alphaTaken) {
      findings.note(
          "convRank is %s and convAlpha %s: LyCORIS takes network_dim and network_alpha for convolutions without conv_dim and conv_alpha."
              .formatted(training.get("convRank"), training.get("convAlpha")));
    }
  }

  /** One that is no size is refused by itself. */
  private void refuseWithoutRank(Given module) {
    boolean given = taken.stream().anyMatch(each -> each.option().name().equals("network_dim"));
    if (!given) {
      findings.problem(
          module.source(),
          module.option().name(),
          "%s: LyCORIS takes network_dim and network_alpha for convolutions without conv_dim and conv_alpha. Give --network_dim, too, or preset=attn-mlp for none beside 3×3 convolutions."
              .formatted(module.shown()));
    }
  }

  private boolean takeAlpha() {
    if (!isSize("convAlpha") && !isSize("alpha")) {
      training.put("convAlpha", USUAL_ALPHA);
      findings.note(ALPHA_OF_OTHERS);
      return true;
    }
    return take("convAlpha", "alpha");
  }

  private boolean isSize(String setting) {
    return training.get(setting) instanceof Number;
  }

  /** Whether the setting for convolutions is taken from that of all layers. */
  private boolean take(String ofConvolutions, String ofAll) {
    if (isSize(ofConvolutions)) {
      return false;
    }
    training.put(ofConvolutions, Objects.requireNonNull(training.get(ofAll)));
    return true;
  }
}
