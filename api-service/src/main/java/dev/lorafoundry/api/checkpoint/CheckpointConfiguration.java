package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
final class CheckpointConfiguration {
  @Bean
  @Order(20)
  CheckpointListener checkpointListener(Checkpoints checkpoints, Jobs jobs, LiveEvents live) {
    return new CheckpointListener(checkpoints, jobs, live);
  }
}
