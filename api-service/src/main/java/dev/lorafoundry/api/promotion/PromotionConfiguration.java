package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.run.Runs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class PromotionConfiguration {
  @Bean
  Candidates candidates(Checkpoints checkpoints, Versions versions) {
    return new Candidates(checkpoints, versions);
  }

  @Bean
  ResultPreviews resultPreviews(
      Runs runs, OpenVersions open, Previews previews, PreviewRequests requests) {
    return new ResultPreviews(runs, open, previews, requests);
  }

  @Bean
  PromoteCheckpoint promoteCheckpoint(
      Candidates candidates,
      WorkQueue queue,
      Jobs jobs,
      ResultPreviews previews,
      LiveEvents live,
      PlatformTransactionManager transactions) {
    return new PromoteCheckpoint(
        candidates, queue, jobs, previews, live, new TransactionTemplate(transactions));
  }

  @Bean
  Refusal promotionRefused() {
    return Refusal.of(PromotionRefused.class, HttpStatus.CONFLICT);
  }
}
