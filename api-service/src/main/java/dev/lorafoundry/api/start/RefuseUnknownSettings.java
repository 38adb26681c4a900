package dev.lorafoundry.api.start;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Fails the start if a setting below our prefix is none. Environment variables are passed by with a
 * warning: other programs' may begin with our name, and Kubernetes makes such by itself.
 */
final class RefuseUnknownSettings implements BeanFactoryPostProcessor {
  private static final String PREFIX = "lora-foundry.";

  private static final Logger LOG = LoggerFactory.getLogger(RefuseUnknownSettings.class);

  private final ConfigurableEnvironment environment;

  RefuseUnknownSettings(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    KnownSettings known = knownTo(beans);
    warnOfUnreadVariables(known);
    List<String> problems =
        environment.getPropertySources().stream()
            .filter(source -> !(source instanceof SystemEnvironmentPropertySource))
            .flatMap(
                source ->
                    source instanceof EnumerablePropertySource<?> all
                        ? Arrays.stream(all.getPropertyNames())
                        : Stream.empty())
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> !known.knows(name))
            .distinct()
            .map(name -> problem(name, known))
            .toList();
    if (!problems.isEmpty()) {
      throw new UnknownSetting(problems);
    }
  }

  private void warnOfUnreadVariables(KnownSettings known) {
    environment.getPropertySources().stream()
        .filter(SystemEnvironmentPropertySource.class::isInstance)
        .map(SystemEnvironmentPropertySource.class::cast)
        .flatMap(source -> UnreadVariables.in(source, known).stream())
        .forEach(
            name ->
                LOG.warn(
                    "No setting is read from the environment variable {}: is it misspelt?", name));
  }

  private static KnownSettings knownTo(ConfigurableListableBeanFactory beans) {
    KnownSettings known = new KnownSettings();
    for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
      ConfigurationProperties group =
          beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
      Class<?> type = beans.getType(bean, false);
      if (group != null && type != null && type.isRecord()) {
        known.add(group.value().isEmpty() ? group.prefix() : group.value(), type);
      }
    }
    return known;
  }

  private static String problem(String name, KnownSettings known) {
    return "There is no setting '%s'%s"
        .formatted(
            name,
            known.nearest(name).map(nearest -> ": did you mean '" + nearest + "'?").orElse("."));
  }
}
