package dev.lorafoundry.api.start;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Environment variables that look like settings of ours, and that nothing reads. */
final class UnreadVariables {
  private static final List<String> PREFIXES = List.of("LORA_FOUNDRY_", "LORAFOUNDRY_");

  /** What the standalone and its workers read themselves. */
  private static final Set<String> OF_THE_STANDALONE =
      Set.of("LORA_FOUNDRY_EXIT", "LORA_FOUNDRY_PARENT_PID");

  private UnreadVariables() {}

  /** Their names; values may be secrets. */
  static List<String> in(SystemEnvironmentPropertySource environment, KnownSettings known) {
    return Arrays.stream(environment.getPropertyNames())
        .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
        .filter(name -> !OF_THE_STANDALONE.contains(name))
        .filter(name -> !known.readsVariable(name))
        .sorted()
        .toList();
  }
}
