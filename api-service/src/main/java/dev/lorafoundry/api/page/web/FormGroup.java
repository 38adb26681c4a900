package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the form of a run divides the settings: each has some of the groups that declare them. */
enum FormGroup {
  MODEL("start"),
  NETWORK("network", "blocks"),
  OPTIMISER("optimiser", "adaptive"),
  SCHEDULE("loop", "schedule"),
  DATA("pictures", "captions", "text"),
  NOISE("loss", "noise"),
  PRECISION("precision"),
  VALIDATION("validation"),
  OUTPUT("output", "metadata");

  private final List<String> declared;

  FormGroup(String... declared) {
    this.declared = List.of(declared);
  }

  /** Of its element. */
  String id() {
    return "group-" + name().toLowerCase(Locale.ROOT);
  }

  Phrase label() {
    return Phrase.of("train.group." + name().toLowerCase(Locale.ROOT));
  }

  /** Names of the components of {@link TrainingSettings} that it has. */
  List<String> declared() {
    return declared;
  }

  /** Names of the settings of one of them, in the order of their declaration. */
  static Stream<String> settingsOf(String group) {
    return Arrays.stream(TrainingSettings.class.getRecordComponents())
        .filter(component -> component.getName().equals(group))
        .flatMap(component -> Arrays.stream(component.getType().getRecordComponents()))
        .map(RecordComponent::getName);
  }
}
