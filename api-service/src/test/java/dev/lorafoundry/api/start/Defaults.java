package dev.lorafoundry.api.start;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** Settings as they are where only those are given that have no default. */
final class Defaults {
  private Defaults() {}

  static Object of(Object settings, Environment environment) {
    String prefix = settings.getClass().getAnnotation(ConfigurationProperties.class).value();
    Map<String, Object> required = new LinkedHashMap<>();
    dev.lorafoundry.api.testing.TestApi.settings().keySet().stream()
        .filter(key -> key.startsWith(prefix + "."))
        .forEach(key -> required.put(key, environment.getRequiredProperty(key)));
    return new Binder(new MapConfigurationPropertySource(required))
        .bindOrCreate(prefix, Bindable.of(settings.getClass()));
  }
}
