package dev.lorafoundry.api.start;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
final class StartConfiguration {
  @Bean
  static RefuseUnknownSettings refuseUnknownSettings(ConfigurableEnvironment environment) {
    return new RefuseUnknownSettings(environment);
  }
}
