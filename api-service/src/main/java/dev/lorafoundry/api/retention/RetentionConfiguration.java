package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
final class RetentionConfiguration {
  @Bean
  DropCheckpoints dropCheckpoints(
      Checkpoints checkpoints,
      Previews previews,
      LoraTasks tasks,
      Jobs jobs,
      Runs runs,
      Pictures objects,
      LiveEvents live,
      InstantSource clock) {
    return new DropCheckpoints(checkpoints, previews, tasks, jobs, runs, objects, live, clock);
  }

  /** Comes after the listener that asks for the checkpoint's preview. */
  @Bean
  @Order(40)
  DropAfterTraining dropAfterTraining(DropCheckpoints drop) {
    return new DropAfterTraining(drop);
  }

  /** Comes after the listener that notes the checkpoint. */
  @Bean
  @Order(40)
  DiscardUnnamedLoras discardUnnamedLoras(Checkpoints checkpoints, Pictures objects) {
    return DiscardUnnamedLoras.ofTrainings(checkpoints, objects);
  }

  /** Comes after the listener that notes the preview's end. */
  @Bean
  @Order(40)
  DropAfterPreviews dropAfterPreviews(Previews previews, DropCheckpoints drop) {
    return new DropAfterPreviews(previews, drop);
  }

  /** Comes after the listener that notes what was made. */
  @Bean
  @Order(40)
  DiscardUnnamedLoras discardUnnamedLorasOfTasks(
      LoraTasks tasks, Checkpoints checkpoints, Pictures objects) {
    return DiscardUnnamedLoras.ofTasks(tasks, checkpoints, objects);
  }

  /** Comes after the listener that notes the task's end. */
  @Bean
  @Order(40)
  DropAfterLoraTasks dropAfterLoraTasks(
      LoraTasks tasks, Checkpoints checkpoints, DropCheckpoints drop) {
    return new DropAfterLoraTasks(tasks, checkpoints, drop);
  }

  @Bean
  PurgeDeleted purgeDeleted(
      Filings filings,
      Remains remains,
      ObjectStore store,
      ProjectSettings settings,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new PurgeDeleted(
        filings, remains, store, settings, new TransactionTemplate(transactions), clock);
  }
}
