package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.run.RunSettings;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.run.SeedDraw;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class PreviewConfiguration {
  @Bean
  PreviewDesk previewDesk(
      Previews previews, Checkpoints checkpoints, Jobs jobs, WorkQueue queue, InstantSource clock) {
    return new PreviewDesk(previews, checkpoints, jobs, queue, clock);
  }

  @Bean
  @Order(10)
  PreviewListener previewListener(Previews previews, LiveEvents live) {
    return new PreviewListener(previews, live);
  }

  /** Comes after the listener that notes the checkpoint. */
  @Bean
  @Order(30)
  PreviewAfterTraining previewAfterTraining(
      Checkpoints checkpoints, Jobs jobs, Runs runs, PreviewDesk desk) {
    return new PreviewAfterTraining(checkpoints, jobs, runs, desk);
  }

  @Bean
  PreviewRequests previewRequests(
      PreviewDesk desk,
      OpenVersions open,
      Runs runs,
      SeedDraw seeds,
      RunSettings limits,
      PlatformTransactionManager transactions) {
    return new PreviewRequests(
        desk, open, runs, seeds, limits, new TransactionTemplate(transactions));
  }

  @Bean
  MissingPreviews missingPreviews(Checkpoints checkpoints, Previews previews) {
    return new MissingPreviews(checkpoints, previews);
  }

  @Bean
  PreviewCancellation previewCancellation(
      Previews previews, Checkpoints checkpoints, WorkQueue queue) {
    return new PreviewCancellation(previews, checkpoints, queue);
  }

  @Bean
  LivePreviews livePreviews(Previews previews) {
    return new LivePreviews(previews);
  }

  @Bean
  Refusal previewNotFound() {
    return Refusal.of(PreviewNotFound.class, HttpStatus.NOT_FOUND);
  }
}
