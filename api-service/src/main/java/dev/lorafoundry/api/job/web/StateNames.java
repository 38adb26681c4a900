package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.rest.RequestRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of states in requests. */
final class StateNames {
  private StateNames() {}

  static Set<WorkState> parse(@Nullable List<String> names) {
    return names == null
        ? Set.of()
        : names.stream().map(StateNames::parse).collect(Collectors.toSet());
  }

  private static WorkState parse(String name) {
    return Arrays.stream(WorkState.values())
        .filter(state -> label(state).equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static RequestRefused unknown(String name) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    String known =
        Arrays.stream(WorkState.values()).map(StateNames::label).collect(Collectors.joining(", "));
    return RequestRefused.badRequest(
        "state '%s' is not allowed: use one or more of %s.".formatted(shown, known));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
