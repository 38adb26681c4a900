package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
final class JobConfiguration {
  @Bean
  @Order(10)
  JobListener jobListener(Jobs jobs, Metrics metrics, JobLogs logs, LiveEvents live) {
    return new JobListener(jobs, metrics, logs, live);
  }
}
