package dev.lorafoundry.api.halving;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.run.Runs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
final class HalvingConfiguration {
  /**
   * Comes after the listener that asks for the checkpoint's preview, which is wanted all the same.
   */
  @Bean
  @Order(35)
  EndWeakJobs endWeakJobs(
      Jobs jobs, Runs runs, Checkpoints checkpoints, ObjectProvider<WorkQueue> queue) {
    return new EndWeakJobs(jobs, runs, checkpoints, queue::getObject);
  }
}
