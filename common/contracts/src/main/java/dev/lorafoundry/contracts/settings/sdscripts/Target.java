package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingDefinition;

/** A setting that takes an option's value, or a part of it. */
record Target(Part part, SettingDefinition definition) {
  String name() {
    return definition.name();
  }
}
