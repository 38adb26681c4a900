package dev.lorafoundry.api.preset;

final class InMemoryOwnPresetsTest extends OwnPresetsContract {
  private final OwnPresets presets = new InMemoryOwnPresets();

  @Override
  protected OwnPresets presets() {
    return presets;
  }
}
