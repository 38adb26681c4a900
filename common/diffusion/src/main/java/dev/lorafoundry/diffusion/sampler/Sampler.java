package dev.lorafoundry.diffusion.sampler;

import dev.lorafoundry.contracts.PredictionType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A sampling method with the spacing of its steps, such as {@code DPM++ 2M Karras}. */
public record Sampler(Method method, Spacing spacing) {
  public Sampler {
    if (spacing != Spacing.UNIFORM && !method.spaceable()) {
      throw new IllegalArgumentException(
          "sampler \"%s\" has evenly spaced steps only: leave \"%s\" out"
              .formatted(method.title(), spacing.suffix()));
    }
  }

  /**
   * The sampler of this name, written as in the webui; upper or lower case does not matter.
   *
   * @throws IllegalArgumentException there is none; the message lists those that there are
   */
  public static Sampler named(String name) {
    return all().stream()
        .filter(sampler -> sampler.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /** Every sampler that there is. */
  public static List<Sampler> all() {
    return Arrays.stream(Method.values())
        .flatMap(
            method ->
                Arrays.stream(Spacing.values())
                    .filter(spacing -> method.spaceable() || spacing == Spacing.UNIFORM)
                    .map(spacing -> new Sampler(method, spacing)))
        .toList();
  }

  /** As the webui writes it. */
  public String name() {
    return (method.title() + " " + spacing.suffix()).strip();
  }

  /**
   * Lays out the stages of a sampling.
   *
   * @param steps at least 1, at most the schedule's timesteps
   */
  public SamplingPlan plan(Sigmas schedule, PredictionType prediction, int steps) {
    if (steps < 1 || steps >= schedule.timesteps()) {
      throw new IllegalArgumentException(
          "%d sampling steps are not allowed: 1 to %d".formatted(steps, schedule.timesteps() - 1));
    }
    return method.planner().plan(new Noising(schedule, prediction), spacing, steps);
  }

  private static String unknown(String name) {
    return "sampler \"%s\" is not known; there are: %s"
        .formatted(name, all().stream().map(Sampler::name).collect(Collectors.joining(", ")));
  }
}
