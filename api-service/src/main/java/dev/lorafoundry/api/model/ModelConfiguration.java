package dev.lorafoundry.api.model;

import dev.lorafoundry.objectstore.ObjectStore;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
final class ModelConfiguration {
  @Bean
  RegisterModel registerModel(
      ModelRegister register, ObjectStore store, ModelSettings settings, InstantSource clock) {
    return new RegisterModel(register, store, settings, clock);
  }

  @Bean
  ModelFolder modelFolder(ModelSettings settings) {
    return new ModelFolder(settings);
  }
}
