package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.rest.Refusal;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class CheckpointConfiguration {
  @Bean
  @Order(20)
  CheckpointListener checkpointListener(Checkpoints checkpoints, Jobs jobs, LiveEvents live) {
    return new CheckpointListener(checkpoints, jobs, live);
  }

  @Bean
  LiveCheckpoints liveCheckpoints(Checkpoints checkpoints) {
    return new LiveCheckpoints(checkpoints);
  }

  @Bean
  MarkCheckpoints markCheckpoints(
      Checkpoints checkpoints,
      Marks marks,
      LiveEvents live,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new MarkCheckpoints(
        checkpoints, marks, live, new TransactionTemplate(transactions), clock);
  }

  @Bean
  Refusal markRefused() {
    return Refusal.of(MarkRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal checkpointDropped() {
    return Refusal.of(CheckpointDropped.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal checkpointFileGone() {
    return Refusal.of(CheckpointFileGone.class, HttpStatus.GONE);
  }

  @Bean
  Refusal notForDiffusers() {
    return Refusal.of(NotForDiffusers.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal checkpointNotFound() {
    return Refusal.of(CheckpointNotFound.class, HttpStatus.NOT_FOUND);
  }
}
