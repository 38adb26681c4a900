package dev.lorafoundry.api.preset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Presets that people have saved; they find each other's. Names differ in more than capitals. */
public interface OwnPresets {
  /** All of them that can be used, by name. */
  List<Preset> all();

  /** How many there are, those too whose settings are allowed no more. */
  int count();

  Optional<Preset> find(String name);

  /**
   * @return whether it was added; not where one has its name
   */
  boolean add(Preset preset, Instant at);

  /**
   * @return whether there was one
   */
  boolean remove(String name);
}
