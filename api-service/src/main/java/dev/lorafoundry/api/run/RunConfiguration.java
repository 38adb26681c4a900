package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.job.JobCancellation;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Speeds;
import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunSettings.class)
final class RunConfiguration {
  @Bean
  SeedDraw seedDraw() {
    return new SeedDraw(new SecureRandom());
  }

  @Bean
  Estimator estimator(
      Speeds speeds,
      Workers workers,
      WorkerSettings settings,
      InstantSource clock,
      ModelRegister models) {
    return new Estimator(
        speeds, new LiveTrainers(workers, settings, clock), new MemoryEstimator(models, workers));
  }

  @Bean
  StartingLoras startingLoras(
      Checkpoints checkpoints, Jobs jobs, Loras loras, ModelRegister models) {
    return new StartingLoras(checkpoints, jobs, loras, models);
  }

  @Bean
  ChosenVaes chosenVaes(Vaes vaes) {
    return new ChosenVaes(vaes);
  }

  @Bean
  RunPlanner runPlanner(
      Versions versions,
      BaseModels models,
      Snapshots datasets,
      Estimator estimator,
      RunSettings limits,
      Presets presets,
      StartingLoras loras,
      ChosenVaes vaes) {
    return new RunPlanner(versions, models, datasets, estimator, limits, presets, loras, vaes);
  }

  @Bean
  RunSubmission runSubmission(
      Runs runs, Jobs jobs, WorkQueue queue, Asker asker, SeedDraw seeds, InstantSource clock) {
    return new RunSubmission(runs, jobs, queue, asker, seeds, clock);
  }

  @Bean
  RunStarter runStarter(
      RunPlanner planner,
      Jobs jobs,
      Snapshots datasets,
      OpenVersions open,
      RunSubmission submission,
      LastTransaction transactions) {
    return new RunStarter(planner, jobs, datasets, open, submission, transactions);
  }

  @Bean
  StoresFirst runsStoreSnapshotsFirst() {
    return new StoresFirst("/api/v1/versions/*/runs");
  }

  @Bean
  RunBook runBook(
      Runs runs, Jobs jobs, Chronicle chronicle, JobCancellation cancellation, Rights rights) {
    return new RunBook(runs, jobs, chronicle, cancellation, rights);
  }

  @Bean
  RunAgain runAgain(Runs runs, Jobs jobs) {
    return new RunAgain(runs, jobs);
  }

  @Bean
  Refusal runRefused() {
    return Refusal.of(RunRefused.class, HttpStatus.UNPROCESSABLE_CONTENT, RunRefused::problems);
  }

  @Bean
  Refusal runNotFound() {
    return Refusal.of(RunNotFound.class, HttpStatus.NOT_FOUND);
  }
}
