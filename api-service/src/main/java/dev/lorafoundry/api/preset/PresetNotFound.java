package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.settings.SettingProblem;

/** Nobody has saved a preset of that name. */
public final class PresetNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PresetNotFound(String name) {
    super("There is no preset '%s' that somebody saved.".formatted(SettingProblem.shown(name)));
  }
}
