package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.Refusal;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class LoraTaskConfiguration {
  @Bean
  LoraTaskDesk loraTaskDesk(
      LoraTasks tasks,
      Checkpoints checkpoints,
      Jobs jobs,
      OpenVersions open,
      WorkQueue queue,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new LoraTaskDesk(
        tasks,
        new LoraTaskChecks(new Sources(checkpoints, jobs)),
        open,
        queue,
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  @Order(10)
  LoraTaskListener loraTaskListener(LoraTasks tasks, Checkpoints checkpoints, LiveEvents live) {
    return new LoraTaskListener(tasks, checkpoints, live);
  }

  @Bean
  LiveLoraTasks liveLoraTasks(LoraTasks tasks) {
    return new LiveLoraTasks(tasks);
  }

  @Bean
  Refusal loraTaskNotFound() {
    return Refusal.of(LoraTaskNotFound.class, HttpStatus.NOT_FOUND);
  }
}
