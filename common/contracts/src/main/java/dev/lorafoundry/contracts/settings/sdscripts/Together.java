package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What options mean beside others, and which ones sd-scripts does not take beside one another. */
final class Together {
  private static final List<String> CACHING = List.of("cache_latents", "cache_latents_to_disk");

  /** Settings that a network whose ranks come from a file has not in sd-scripts. */
  private static final Map<String, String> DROPOUTS =
      Map.of(
          "networkDropout", "--network_dropout",
          "rankDropout", "rank_dropout",
          "moduleDropout", "module_dropout");

  private static final String VALIDATED =
      "The validation loss is that of timesteps 200, 400, 600 and 800, so that it can be compared"
          + " between trainings: sd-scripts takes four between --min_timestep and --max_timestep.";

  private final Collection<Given> taken;
  private final Collected collected;
  private final Findings findings;

  private Together(Collection<Given> taken, Collected collected, Findings findings) {
    this.taken = taken;
    this.collected = collected;
    this.findings = findings;
  }

  /**
   * @param taken each option once
   * @param collected what they set by themselves
   */
  static void settle(Collection<Given> taken, Collected collected, Findings findings) {
    Together together = new Together(taken, collected, findings);
    together.refuseCachedCrops();
    together.find("optimizer_args").ifPresent(together::checkMoments);
    together.find("optimizer_args").ifPresent(together::checkSteps);
    together.leaveDropoutsOut();
    together.noteWhatIsValidated();
    ModuleKeys.check(taken, findings);
    LycorisModules.settle(taken, collected, findings);
    Alphas.settle(collected, findings);
  }

  private Optional<Given> find(String option) {
    return taken.stream().filter(each -> each.option().name().equals(option)).findFirst();
  }

  private Optional<Given> on(String option) {
    return find(option).filter(Given::isOn);
  }

  private void refuseCachedCrops() {
    Optional<Given> caching = CACHING.stream().map(this::on).flatMap(Optional::stream).findFirst();
    Optional<Given> cropping = on("random_crop");
    if (caching.isPresent() && cropping.isPresent()) {
      problem(
          cropping.get(),
          "%s is not allowed with %s, which keeps one part of each picture: leave one of them out."
              .formatted(cropping.get().shown(), caching.get().shown()));
    }
  }

  /** Adafactor has one moment, and the others have two. */
  private void checkMoments(Given arguments) {
    Object optimiser = collected.of(Part.TRAINING).get("optimizer");
    boolean adafactor = OptimiserType.ADAFACTOR.label().equals(optimiser);
    if (adafactor && arguments.ofKey("betas").isPresent()) {
      problem(
          arguments,
          "%s: AdaFactor has no betas, but beta1. Write beta1=0.9, or leave them out."
              .formatted(arguments.shown()));
    }
    boolean own = arguments.ofKey("beta1").filter(value -> !value.equals("None")).isPresent();
    if (own && optimiser != null && !adafactor) {
      problem(
          arguments,
          "%s: %s has no beta1, which is AdaFactor's, but betas. Write betas=0.9,0.99, or leave it out."
              .formatted(arguments.shown(), optimiser));
    }
  }

  private void checkSteps(Given arguments) {
    boolean absolute = arguments.ofKey("relative_step").filter("False"::equals).isPresent();
    boolean warmedUp = arguments.ofKey("warmup_init").filter("True"::equals).isPresent();
    if (absolute && warmedUp) {
      problem(
          arguments,
          "%s: sd-scripts takes relative_step=True where warmup_init is True, whatever is given. Write relative_step=True to train as there, or warmup_init=False."
              .formatted(arguments.shown()));
    }
  }

  private void noteWhatIsValidated() {
    boolean validates = number("validationSplit", 0) > 0;
    boolean limited =
        number("minTimestep", 0) > 0
            || number("maxTimestep", NoiseSettings.DEFAULTS.maxTimestep())
                < NoiseSettings.DEFAULTS.maxTimestep();
    if (validates && limited) {
      findings.note(VALIDATED);
    }
  }

  private double number(String setting, double absent) {
    return collected.of(Part.TRAINING).get(setting) instanceof Number number
        ? number.doubleValue()
        : absent;
  }

  private void leaveDropoutsOut() {
    if (on("dim_from_weights").isEmpty()) {
      return;
    }
    Map<String, Object> training = collected.of(Part.TRAINING);
    List<String> options =
        Stream.of("networkDropout", "rankDropout", "moduleDropout")
            .filter(name -> training.remove(name) instanceof Number)
            .map(DROPOUTS::get)
            .toList();
    if (!options.isEmpty()) {
      findings.note(
          "Left out: %s. sd-scripts gives no dropout to a network whose ranks come from a file (--dim_from_weights): set it here to train with one."
              .formatted(String.join(", ", options)));
    }
  }

  private void problem(Given given, String message) {
    findings.problem(given.source(), given.option().name(), message);
  }
}
