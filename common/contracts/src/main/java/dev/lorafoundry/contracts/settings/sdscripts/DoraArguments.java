package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.Dora;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * LyCORIS' two arguments of DoRA, {@code dora_wd} and {@code wd_on_output}, which are one setting.
 */
final class DoraArguments {
  private static final String ON = "dora_wd";
  private static final String OF_OUTPUTS = "wd_on_output";
  private static final Set<String> TRUE = Set.of("true", "1");
  private static final Set<String> FALSE = Set.of("false", "0");

  /** LyCORIS itself has changed its mind. */
  private static final String DEFAULT =
      "dora_wd without wd_on_output means magnitudes of outputs, as with LyCORIS now. Its older"
          + " versions had those of inputs (dora inputs), which webui reads too.";

  private DoraArguments() {}

  /**
   * The arguments of a network with a single one of DoRA, whose value is that of the setting.
   *
   * @param arguments each {@code key=value}
   */
  static List<String> joined(List<String> arguments, Findings findings) {
    Optional<String> on = value(arguments, ON);
    if (on.isEmpty() && value(arguments, OF_OUTPUTS).isEmpty()) {
      return arguments;
    }
    List<String> joined = new ArrayList<>(arguments);
    joined.removeIf(argument -> isOf(argument, ON) || isOf(argument, OF_OUTPUTS));
    on.map(it -> chosen(it, value(arguments, OF_OUTPUTS), findings))
        .ifPresent(it -> joined.add(ON + "=" + it));
    return joined;
  }

  private static String chosen(String on, Optional<String> ofOutputs, Findings findings) {
    if (FALSE.contains(on)) {
      return Dora.OFF.label();
    }
    if (!TRUE.contains(on)) {
      return on;
    }
    if (ofOutputs.isEmpty()) {
      findings.note(DEFAULT);
      return Dora.OUTPUTS.label();
    }
    return FALSE.contains(ofOutputs.get())
        ? Dora.INPUTS.label()
        : TRUE.contains(ofOutputs.get()) ? Dora.OUTPUTS.label() : ofOutputs.get();
  }

  /** The last one, which holds, in small letters. */
  private static Optional<String> value(List<String> arguments, String key) {
    return arguments.stream()
        .filter(argument -> isOf(argument, key))
        .map(argument -> argument.substring(argument.indexOf('=') + 1).strip())
        .map(value -> value.toLowerCase(Locale.ROOT))
        .reduce((former, latter) -> latter);
  }

  private static boolean isOf(String argument, String key) {
    int equals = argument.indexOf('=');
    return equals > 0 && argument.substring(0, equals).strip().equals(key);
  }
}
