package dev.lorafoundry.checks;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** One of the three applications, and the settings that its records declare. */
enum Application {
  API_SERVICE("api-service", "dev.lorafoundry.api"),
  WORKER_GPU("worker-gpu", "dev.lorafoundry.worker"),
  PREVIEW_WORKER("preview-worker", "dev.lorafoundry.preview");

  private final String module;
  private final String home;

  Application(String module, String home) {
    this.module = module;
    this.home = home;
  }

  String module() {
    return module;
  }

  static Application ofModule(String module) {
    return Arrays.stream(values())
        .filter(each -> each.module.equals(module))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no application is called " + module));
  }

  /** Every setting below {@code lora-foundry}, in the spelling of YAML. */
  Set<String> settings() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> settings = new TreeSet<>();
    scan.findCandidateComponents(home)
        .forEach(
            found -> {
              Class<?> type =
                  ClassUtils.resolveClassName(
                      Objects.requireNonNull(found.getBeanClassName()), null);
              collect(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
            });
    return settings;
  }

  /** Which of these environment variables of ours no setting of the application reads. */
  Set<String> unread(Map<String, String> environment) {
    Map<String, Object> ours = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("LORA")) {
            ours.put(name, value);
          }
        });
    Set<String> unread = new TreeSet<>();
    ours.forEach(
        (name, value) -> {
          if (settings().stream().noneMatch(setting -> reads(setting, name, value))) {
            unread.add(name);
          }
        });
    return unread;
  }

  private static boolean reads(String setting, String variable, Object value) {
    Map<String, Object> one = Map.of(variable, value);
    ConfigurationPropertySource source =
        ConfigurationPropertySource.from(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, one));
    return Objects.requireNonNull(source)
            .getConfigurationProperty(ConfigurationPropertyName.of(setting))
        != null;
  }

  private static void collect(String prefix, Class<?> type, Set<String> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()
          && component.getType().getPackageName().startsWith("dev.lorafoundry")) {
        collect(name, component.getType(), into);
      } else {
        into.add(name);
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
