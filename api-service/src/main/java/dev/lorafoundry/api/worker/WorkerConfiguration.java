package dev.lorafoundry.api.worker;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
final class WorkerConfiguration {
  @Bean
  ForgetSilentWorkers forgetSilentWorkers(
      Workers workers, InstantSource clock, WorkerSettings settings) {
    return new ForgetSilentWorkers(workers, clock, settings);
  }
}
