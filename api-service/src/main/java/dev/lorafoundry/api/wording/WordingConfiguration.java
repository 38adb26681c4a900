package dev.lorafoundry.api.wording;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
final class WordingConfiguration {
  @Bean
  Wording wording() {
    return Wording.ofAllLanguages();
  }
}
