package dev.lorafoundry.api.state;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.objectstore.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StateSettings.class)
final class StateConfiguration {
  @Bean
  PurgeTrainingStates purgeTrainingStates(
      ResumePoints points,
      Checkpoints checkpoints,
      ObjectStore store,
      StateSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    return new PurgeTrainingStates(points, checkpoints, store, settings, clock, meters);
  }
}
