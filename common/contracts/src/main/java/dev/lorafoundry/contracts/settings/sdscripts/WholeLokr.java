package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NetworkType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ranks above all that a setting takes, as people give them for a LoKr whose larger matrices are
 * whole ({@code network_dim 100000}). Where the largest rank makes them whole as well, it means the
 * same: LyCORIS compares a rank with half of a matrix's longer side, and takes no alpha then.
 */
final class WholeLokr {
  /** The largest rank and the largest alpha of the settings. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1024);

  /** Divides the widest layers of SD1, SD2 and SDXL, of 10240, into two times the largest rank. */
  private static final int SMALLEST_FACTOR = 5;

  private static final String LARGER =
      "%s: with its factor a LoKr of a rank above 1024, which is the most here, is larger than one of"
          + " 1024 where layers are 10240 wide. Give at most 1024 for network_dim and conv_dim, or a"
          + " factor of -1 or of 5 and more.";

  private final Optional<Given> arguments;
  private final Optional<Given> rank;

  private WholeLokr(List<Given> given) {
    arguments = last(given, "network_args");
    rank = last(given, "network_dim");
  }

  /**
   * The same options, with the largest rank where more means no more.
   *
   * @param given of one option the last holds
   */
  static List<Given> limited(List<Given> given, Findings findings) {
    WholeLokr lokr = new WholeLokr(given);
    if (!lokr.isOne() || !(isAbove(lokr.ofAll()) || isAbove(lokr.ofConvolutions()))) {
      return given;
    }
    if (!lokr.isWholeInAllLayers()) {
      lokr.arguments.ifPresent(
          at -> findings.problem(at.source(), at.option().name(), LARGER.formatted(at.shown())));
      return given;
    }
    findings.note(
        "Above 1024 ranks and alphas of a LoKr are 1024: from there on its larger matrices are whole"
            + " in all layers, whatever their rank and alpha.");
    return given.stream().map(lokr::limited).toList();
  }

  private static Optional<Given> last(List<Given> given, String option) {
    return given.stream()
        .filter(each -> each.option().name().equals(option))
        .reduce((former, latter) -> latter);
  }

  private boolean isOne() {
    return key("algo").filter(NetworkType.LOKR.label()::equalsIgnoreCase).isPresent();
  }

  private boolean isWholeInAllLayers() {
    BigDecimal factor = key("factor").flatMap(PythonNumber::of).orElse(BigDecimal.ONE.negate());
    return factor.signum() < 0 || factor.compareTo(BigDecimal.valueOf(SMALLEST_FACTOR)) >= 0;
  }

  private Optional<String> key(String key) {
    return arguments.flatMap(given -> given.ofKey(key)).filter(value -> !value.isEmpty());
  }

  private Optional<String> ofAll() {
    return rank.map(given -> given.values().get(0));
  }

  /** LyCORIS takes the rank of all layers where convolutions have none. */
  private Optional<String> ofConvolutions() {
    return key("conv_dim").or(this::ofAll);
  }

  private static boolean isAbove(Optional<String> value) {
    return compared(value) > 0;
  }

  private static boolean isWhole(Optional<String> value) {
    return compared(value) >= 0;
  }

  private static int compared(Optional<String> value) {
    return value.flatMap(PythonNumber::of).map(number -> number.compareTo(MOST)).orElse(-1);
  }

  private Given limited(Given given) {
    return switch (given.option().name()) {
      case "network_dim", "network_alpha" ->
          isWhole(ofAll()) && isAbove(Optional.of(given.values().get(0)))
              ? given.as(given.option(), List.of(MOST.toString()))
              : given;
      case "network_args" -> given.as(given.option(), limitedKeys(given));
      default -> given;
    };
  }

  /** Without a factor LyCORIS takes -1. */
  private List<String> limitedKeys(Given given) {
    List<String> keys = new ArrayList<>(given.values());
    for (String key : List.of("conv_dim", "conv_alpha")) {
      if (isWhole(ofConvolutions()) && isAbove(given.ofKey(key))) {
        keys.removeIf(each -> each.strip().matches(key + "\\s*=.*"));
        keys.add(key + "=" + MOST);
      }
    }
    if (key("factor").isEmpty()) {
      keys.add("factor=-1");
    }
    return keys;
  }
}
