package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.NearestName;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns options into settings; what no setting takes is left out or refused. */
final class Translator {
  private static final Set<String> WITH_PYTHON_VALUES =
      Set.of("optimizer_args", "lr_scheduler_args");
  private static final Set<String> WITH_KEYS =
      Set.of("network_args", "optimizer_args", "lr_scheduler_args");

  /** Options that mean another option, with this value or with their own. */
  private static final Map<String, Alias> ALIASES =
      Map.of(
          "use_8bit_adam", new Alias("optimizer_type", Optional.of("AdamW8bit")),
          "use_lion_optimizer", new Alias("optimizer_type", Optional.of("Lion")),
          "cache_latents_to_disk", new Alias("cache_latents", Optional.of("true")),
          "caption_extention", new Alias("caption_extension", Optional.empty()));

  /** What a learning rate of 0 means: the other part alone is trained. */
  private static final Map<String, String> AT_ZERO =
      Map.of(
          "text_encoder_lr", "network_train_unet_only",
          "unet_lr", "network_train_text_encoder_only");

  private static final String ADAFACTORS_SCHEDULE =
      "Adafactor's relative steps follow no schedule.";

  /** sd-scripts saves after epochs only where it is told to. */
  private static final String STEPS_ALONE =
      "--save_every_n_steps without --save_every_n_epochs: checkpoints are saved after steps and at"
          + " the end, none after epochs (saveEveryEpochs 0).";

  /** Where sd-scripts is told nothing it enlarges as is done here. */
  private static final String ENLARGED_BY_LANCZOS =
      "--resize_interpolation area: sd-scripts then enlarges pictures by areas too. Here those that"
          + " are enlarged are by lanczos, as there without the option: upload pictures that are"
          + " large enough to train as there.";

  private record Alias(String option, Optional<String> value) {}

  private final Bindings bindings;
  private final Findings findings;
  private final Collected collected;
  private final Map<String, Set<String>> leftOut = new LinkedHashMap<>();
  private List<Given> taken = List.of();
  private List<Given> beside = List.of();

  Translator(Bindings bindings, Findings findings) {
    this.bindings = bindings;
    this.findings = findings;
    this.collected = new Collected();
  }

  /** The option whose values an old or misspelt one gives, as it would be written. */
  static Optional<String> meaning(String option) {
    return Optional.ofNullable(ALIASES.get(option))
        .map(alias -> alias.option() + alias.value().map(" "::concat).orElse(""));
  }

  Collected translate(List<Given> given) {
    List<Given> last = List.copyOf(lastOfEach(given));
    return translate(WholeLokr.limited(last, findings), last);
  }

  /**
   * @param given each option once
   * @param among all that are given, of which what some of them mean depends
   */
  Collected translate(List<Given> given, List<Given> among) {
    taken = given;
    beside = among;
    given.forEach(this::take);
    if (given.stream().anyMatch(Translator::enlargesByAreas)) {
      findings.note(ENLARGED_BY_LANCZOS);
    }
    if (names(given, "save_every_n_steps") && !names(given, "save_every_n_epochs")) {
      saveByStepsAlone();
    }
    leftOut.forEach(
        (reason, options) ->
            findings.note("Left out: --%s. %s".formatted(String.join(", --", options), reason)));
    return collected;
  }

  /** What was translated: of an option that is given twice the one that holds. */
  List<Given> taken() {
    return taken;
  }

  /** What was passed over, once all is translated. */
  Set<String> leftOut() {
    return leftOut.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private Collection<Given> lastOfEach(List<Given> given) {
    Map<String, Given> last = new LinkedHashMap<>();
    for (Given each : given) {
      Given before = last.remove(each.option().name());
      if (before != null && !before.values().equals(each.values())) {
        findings.note(
            "--%s is given at %s and at %s: the latter holds."
                .formatted(each.option().name(), before.at(), each.at()));
      }
      last.put(each.option().name(), each);
    }
    if (last.containsKey("max_train_epochs") && last.remove("max_train_steps") != null) {
      findings.note("Left out: --max_train_steps. The length is as --max_train_epochs says.");
    }
    return last.values();
  }

  private void take(Given given) {
    Option option = given.option();
    Alias alias = ALIASES.get(option.name());
    List<Target> targets = bindings.of(option.name());
    if (alias != null && alias.value().isPresent() && given.isOn()) {
      takeAlias(given, alias);
    } else if (WITH_KEYS.contains(option.name())) {
      keys(given).forEach(value -> takeKey(given, value));
    } else if (given.values().stream().allMatch(value -> saysNothing(value, targets))) {
      return;
    } else if (AdafactorSchedule.isOne(given)) {
      takeAdafactors(given);
    } else if (AT_ZERO.containsKey(option.name()) && PythonNumber.isZero(given.values().get(0))) {
      takeZero(given);
    } else if (!targets.isEmpty()) {
      assignment(given, option, given.shown()).assign(targets, given.values());
      if (option.name().equals("max_train_epochs")) { // why: it goes before steps, as there
        bindings.of("max_train_steps").forEach(collected::clear);
      }
    } else if (alias != null && alias.value().isEmpty()) {
      takeAlias(given, alias);
    } else {
      leaveOut(given, option, given.shown(), given.values());
    }
  }

  private List<String> keys(Given given) {
    return given.option().name().equals("network_args")
        ? DoraArguments.joined(given.values(), findings)
        : given.values();
  }

  private static boolean saysNothing(String value, List<Target> targets) {
    return value.isEmpty()
        || (value.isBlank()
            && targets.stream().noneMatch(target -> target.definition().rules().oneLine()));
  }

  private void takeAdafactors(Given given) {
    AdafactorSchedule.refusal(given, beside)
        .ifPresentOrElse(
            refusal -> findings.problem(given.source(), given.option().name(), refusal),
            () ->
                leftOut
                    .computeIfAbsent(ADAFACTORS_SCHEDULE, reason -> new LinkedHashSet<>())
                    .add(given.option().name()));
  }

  private static boolean enlargesByAreas(Given given) {
    return given.option().name().equals("resize_interpolation")
        && given.values().contains(ResizeMethod.AREA.label());
  }

  private static boolean names(Collection<Given> given, String option) {
    return given.stream().anyMatch(each -> each.option().name().equals(option));
  }

  private void saveByStepsAlone() {
    findings.note(STEPS_ALONE);
    bindings
        .of("save_every_n_epochs")
        .forEach(target -> collected.put(target, 0, "--save_every_n_steps"));
  }

  private void takeAlias(Given given, Alias alias) {
    Option meant = Options.ALL.find(alias.option()).orElseThrow();
    List<String> values = alias.value().map(List::of).orElse(given.values());
    List<Target> targets = bindings.of(meant.name());
    if (targets.isEmpty()) {
      leaveOut(given, given.option(), given.shown(), values);
    } else {
      assignment(given, meant, given.shown()).assign(targets, values);
    }
  }

  private void takeZero(Given given) {
    Option meant = Options.ALL.find(AT_ZERO.getOrDefault(given.option().name(), "")).orElseThrow();
    findings.note("%s is 0, which means --%s.".formatted(given.shown(), meant.name()));
    take(given.as(meant, List.of("true")));
  }

  /** One {@code key=value} of a list option. */
  private void takeKey(Given given, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      findings.problem(
          given.source(),
          given.option().name(),
          given.shown() + ": write its values as key=value, without spaces around the sign.");
      return;
    }
    String name = given.option().name();
    String key = text.substring(0, equals).strip();
    List<Target> targets = bindings.of(name, key);
    Optional<Option> known = Options.ALL.find(name + "." + key);
    if (targets.isEmpty() && known.isEmpty()) {
      unknownKey(given, key);
      return;
    }
    Option option = known.orElse(given.option());
    String shown = "--%s %s (%s)".formatted(name, key, given.at());
    if (LycorisModules.isNoConvolution(option, text.substring(equals + 1))) {
      takeNoConvolution(given, shown);
      return;
    }
    values(given, shown, targets, text.substring(equals + 1))
        .ifPresent(
            values -> {
              if (targets.isEmpty()) {
                leaveOut(given, option, shown, values);
              } else {
                assignment(given, option, shown).assign(targets, values);
              }
            });
  }

  private void takeNoConvolution(Given given, String shown) {
    if (!LycorisModules.haveNoConvolutions(beside)) {
      findings.problem(
          given.source(),
          given.option().name(),
          "%s: 0 is not allowed, which gives modules to the other layers of the U-Net's residual blocks alone. Use preset=attn-mlp with lycoris.kohya, or with networks.lora leave it out, for none in these blocks; or give 1 or more."
              .formatted(shown));
    }
  }

  private Optional<List<String>> values(
      Given given, String shown, List<Target> targets, String text) {
    if (!WITH_PYTHON_VALUES.contains(given.option().name())) {
      return Optional.of(List.of(text.strip()));
    }
    try {
      return Optional.of(PythonLiteral.of(text).words());
    } catch (UnreadableText e) {
      if (targets.stream().anyMatch(each -> each.definition().type() == String.class)) {
        return Optional.of(List.of(text));
      }
      findings.problem(
          given.source(),
          given.option().name(),
          "%s has a value that Python would not read: %s.".formatted(shown, e.getMessage()));
      return Optional.empty();
    }
  }

  private void unknownKey(Given given, String key) {
    String name = given.option().name();
    String prefix = name + ".";
    Set<String> known = new TreeSet<>(bindings.keys(name));
    Options.ALL.all().stream()
        .map(Option::name)
        .filter(each -> each.startsWith(prefix))
        .forEach(each -> known.add(each.substring(prefix.length())));
    String shown = key.matches("[A-Za-z0-9_]{1,60}") ? "key " + key : "a key";
    String meant =
        NearestName.of(key, known)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse(
                known.isEmpty() ? "leave it out." : "known are " + String.join(", ", known) + ".");
    findings.problem(
        given.source(),
        name,
        "%s has %s that no setting takes: %s".formatted(given.shown(), shown, meant));
  }

  private void leaveOut(Given given, Option option, String shown, List<String> values) {
    boolean off = option.form() == Option.Form.FLAG && !given.isOn();
    if (off || values.stream().allMatch(option::isHarmless)) {
      return;
    }
    if (!option.shapes().isEmpty() && !bindings.of(option.shapes()).isEmpty()) {
      findings.problem(
          given.source(),
          given.option().name(),
          "%s can't be followed. There is no setting for it in this version: leave it out."
              .formatted(shown));
    } else if (option.verdict() == Verdict.PASSED) {
      leftOut.computeIfAbsent(option.reason(), reason -> new LinkedHashSet<>()).add(option.name());
    } else {
      findings.problem(
          given.source(),
          given.option().name(),
          "%s can't be followed. %s".formatted(shown, option.reason()));
    }
  }

  private Assignment assignment(Given given, Option option, String shown) {
    return new Assignment(given, option, shown, collected, findings);
  }
}
