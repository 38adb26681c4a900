package dev.lorafoundry.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.TestApi;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/** The manual and the records of settings say the same. */
final class SettingsRecordsIT {
  private final ApplicationContext context = TestApi.context();

  @Test
  void theManualListsEverySetting() throws IOException {
    String manual = Files.readString(Path.of("src/main/resources/application.yml"));

    for (Object settings : ours()) {
      for (RecordComponent component : settings.getClass().getRecordComponents()) {
        assertThat(manual)
            .as(prefix(settings) + "." + component.getName())
            .containsPattern("(?m)[ .]" + kebab(component.getName()) + ":");
      }
    }
    assertThat(ours()).hasSizeGreaterThan(8);
  }

  /** What the manual gives as a default is what a record has where the manual gives nothing. */
  @Test
  void theManualShowsTheDefaults() {
    Environment environment = context.getEnvironment();
    for (Object settings : ours()) {
      Object fromDefaults = Defaults.of(settings, environment);
      assertThat(fromDefaults).isEqualTo(settings);
    }
  }

  private List<Object> ours() {
    return ConfigurationPropertiesBean.getAll(context).values().stream()
        .filter(bean -> prefix(bean.getInstance()).startsWith("lora-foundry."))
        .map(ConfigurationPropertiesBean::getInstance)
        .toList();
  }

  private static String prefix(Object settings) {
    ConfigurationProperties group =
        settings.getClass().getAnnotation(ConfigurationProperties.class);
    return group == null ? "" : group.value();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
