package dev.lorafoundry.api.preset;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/** The presets that come with the service. */
public final class PresetExample {
  private PresetExample() {}

  public static Presets shipped() {
    try {
      return new PresetConfiguration()
          .presets(
              JsonMapper.builder().build(),
              new PathMatchingResourcePatternResolver(),
              new InMemoryOwnPresets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
