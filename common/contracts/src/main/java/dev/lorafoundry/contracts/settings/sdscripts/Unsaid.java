package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sd-scripts does where arguments say nothing of it, and this service only if it is told. */
public enum Unsaid {
  SAMPLES(
      "cacheLatents",
      EnumSet.allOf(Family.class),
      "--cache_latents is not named: sd-scripts then takes another sample of each"
          + " picture's latents each time. Set cacheLatents to false to train as there."),
  PROJECTION(
      "textProjection",
      EnumSet.of(Family.SDXL),
      "No option says how SDXL's second text encoder projects what a text says as a whole:"
          + " sd-scripts does it the other way round. Set textProjection to transposed to train as"
          + " there."),
  CROPS(
      "cropNumbers",
      EnumSet.of(Family.SDXL),
      "No option says what SDXL is told was cut off a picture: sd-scripts tells it of bars beside"
          + " the whole original. Set cropNumbers to letterbox to train as there.");

  private final String setting;
  private final Set<Family> families;
  private final String note;

  Unsaid(String setting, Set<Family> families, String note) {
    this.setting = setting;
    this.families = Set.copyOf(families);
    this.note = note;
  }

  /** The sentence that tells it. */
  public String note() {
    return note;
  }

  /** Whether trainings of a family do it. */
  public boolean isOf(Family family) {
    return families.contains(family);
  }

  /** Whether no option of any command says it. */
  public boolean isBeyondOptions() {
    return SettingsCatalogue.TRAINING.definition(setting).rules().sdScripts().isEmpty();
  }

  /** Whether settings, by name, leave it as this service does it. */
  public boolean isLeft(Map<String, ? extends @Nullable Object> settings) {
    Object given = settings.get(setting);
    return given == null || given.equals("") || written(given).equals(usual());
  }

  private String usual() {
    return written(SettingsCatalogue.TRAINING.defaults().getOrDefault(setting, ""));
  }

  private static String written(Object value) {
    return value instanceof Choice choice ? choice.label() : String.valueOf(value);
  }
}
