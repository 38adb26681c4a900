package dev.lorafoundry.api.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
final class PresetConfiguration {
  private static final String FILES = "classpath:presets/*.json";

  @Bean
  Presets presets(JsonMapper json, ResourcePatternResolver resources) throws IOException {
    return new Presets(
        Arrays.stream(resources.getResources(FILES)).map(file -> read(file, json)).toList());
  }

  private static Preset read(Resource file, JsonMapper json) {
    try (InputStream bytes = file.getInputStream()) {
      return json.readValue(bytes, Preset.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
