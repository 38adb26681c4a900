package dev.lorafoundry.api.preset;

import dev.lorafoundry.api.project.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Presets that people have saved, in memory. */
public final class InMemoryOwnPresets implements OwnPresets {
  private final TreeMap<String, Preset> presets = new TreeMap<>();

  @Override
  public List<Preset> all() {
    return List.copyOf(presets.values());
  }

  @Override
  public int count() {
    return presets.size();
  }

  @Override
  public Optional<Preset> find(String name) {
    return Optional.ofNullable(presets.get(Names.key(name)));
  }

  @Override
  public boolean add(Preset preset, Instant at) {
    return presets.putIfAbsent(Names.key(preset.name()), preset) == null;
  }

  @Override
  public boolean remove(String name) {
    return presets.remove(Names.key(name)) != null;
  }
}
