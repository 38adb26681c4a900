package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Something was asked of a piece of work that its state does not allow. */
public final class TransitionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransitionRefused(WorkId work, Transition transition, WorkState state) {
    super(
        "Can't %s %s: it is %s. That is possible while it is %s."
            .formatted(words(transition), work, words(state), allowed(transition)));
  }

  private static String allowed(Transition transition) {
    return Arrays.stream(WorkState.values())
        .filter(state -> transition.from(state).isPresent())
        .map(TransitionRefused::words)
        .collect(Collectors.joining(" or "));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
