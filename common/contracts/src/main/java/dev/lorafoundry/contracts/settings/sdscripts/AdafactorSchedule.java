package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.Collection;
import java.util.Optional;

/** The scheduler {@code adafactor:0.001}, which only shows the steps that the optimiser takes. */
final class AdafactorSchedule {
  private AdafactorSchedule() {}

  static boolean isOne(Given given) {
    return given.option().name().equals("lr_scheduler")
        && given.values().stream().allMatch(value -> value.matches("(?i)adafactor(:.*)?"));
  }

  /**
   * Why sd-scripts would not start with it, and what to do; empty if it would.
   *
   * @param beside all that is given
   */
  static Optional<String> refusal(Given schedule, Collection<Given> beside) {
    if (beside.stream().noneMatch(AdafactorSchedule::isOptimiser)) {
      return Optional.of(
          "%s: only Adafactor with relative steps has it. Add --optimizer_type Adafactor, or name another schedule."
              .formatted(schedule.shown()));
    }
    return beside.stream().anyMatch(AdafactorSchedule::takesRates)
        ? Optional.of(
            "%s: only Adafactor with relative steps has it. Name another schedule."
                .formatted(schedule.shown()))
        : Optional.empty();
  }

  private static boolean isOptimiser(Given given) {
    return given.option().name().equals("optimizer_type")
        && OptimiserName.of(given.values().get(0)).equalsIgnoreCase("adafactor");
  }

  private static boolean takesRates(Given given) {
    return given.option().name().equals("optimizer_args")
        && given.ofKey("relative_step").filter("False"::equals).isPresent();
  }
}
