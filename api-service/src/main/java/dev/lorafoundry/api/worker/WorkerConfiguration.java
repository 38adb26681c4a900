package dev.lorafoundry.api.worker;

import io.micrometer.core.instrument.MeterRegistry;
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

  @Bean
  MeasureWorkers measureWorkers(
      Workers workers, WorkerSettings settings, InstantSource clock, MeterRegistry meters) {
    return new MeasureWorkers(workers, settings, clock, meters);
  }
}
