package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.Forecast;
import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.model.DefaultVae;
import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisterLora;
import dev.lorafoundry.api.model.RegisterVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Strips;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.run.RunAgain;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.api.wording.Wording;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import java.time.InstantSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
final class PageConfiguration {
  @Bean
  Languages localeResolver() {
    return new Languages();
  }

  @Bean
  WebMvcConfigurer choosingALanguage(Languages languages) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(languages).excludePathPatterns("/api/**", "/internal/**");
        registry.addInterceptor(new RememberPlaces()).addPathPatterns("/versions/*/*");
      }
    };
  }

  @Bean
  Phrases phrases(MessageSource messages, Wording wording) {
    return new Phrases(messages, wording);
  }

  @Bean
  Themes themes() {
    return new Themes();
  }

  @Bean
  WebMvcConfigurer servingAssets() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        Assets.found().addTo(registry);
      }
    };
  }

  @Bean
  WorkNames workNames(
      Jobs jobs,
      Previews previews,
      Checkpoints checkpoints,
      Preparations preparations,
      LoraTasks loraTasks,
      Versions versions) {
    return new WorkNames(jobs, previews, checkpoints, preparations, loraTasks, versions);
  }

  @Bean
  QueueBoard queueBoard(
      WorkQueue queue,
      WaitingLine line,
      Forecast forecast,
      Jobs jobs,
      Metrics metrics,
      Workers workers,
      WorkerSettings workerSettings,
      WorkNames names,
      Whose whose,
      InstantSource clock) {
    return new QueueBoard(
        queue, line, forecast, jobs, metrics, workers, workerSettings, names, whose, clock);
  }

  @Bean
  JobStory jobStory(JobAttempts attempts, JobLogs logs, Chronicle chronicle) {
    return new JobStory(attempts, logs, chronicle);
  }

  @Bean
  VersionFrames versionFrames(Versions versions, OpenVersions open, LiveLog events) {
    return new VersionFrames(versions, open, events);
  }

  @Bean
  Cancelling cancelling(WorkQueue queue) {
    return new Cancelling(queue);
  }

  @Bean
  Results results(
      RunBook runs,
      Checkpoints checkpoints,
      Previews previews,
      Strips strips,
      Whose whose,
      Cancelling cancelling,
      InstantSource clock) {
    return new Results(runs, checkpoints, previews, strips, whose, cancelling, clock);
  }

  @Bean
  CompareBoard compareBoard(Previews previews, Checkpoints checkpoints, Marks marks, Jobs jobs) {
    return new CompareBoard(previews, checkpoints, marks, jobs, CompareBoard.Limits.USUAL);
  }

  @Bean
  VaeShelf vaeShelf(Vaes vaes, RegisterVae registration, DefaultVae defaults) {
    return new VaeShelf(vaes, registration, defaults);
  }

  @Bean
  LoraShelf loraShelf(Loras loras, RegisterLora registration) {
    return new LoraShelf(loras, registration);
  }

  @Bean
  ModelChoices modelChoices(ModelRegister models, Vaes vaes) {
    return new ModelChoices(models, vaes);
  }

  @Bean
  PresetChoices presetChoices(Presets presets) {
    return new PresetChoices(presets);
  }

  @Bean
  StartChoices startChoices(
      Versions versions, Projects projects, Checkpoints checkpoints, Jobs jobs, Loras loras) {
    return new StartChoices(versions, projects, checkpoints, jobs, loras);
  }

  @Bean
  Earlier earlier(RunAgain again, RunBook runs, Jobs jobs, Versions versions) {
    return new Earlier(again, runs, jobs, versions);
  }

  @Bean
  MadeLoras madeLoras(LoraTasks tasks, StartChoices choices, Cancelling cancelling) {
    return new MadeLoras(tasks, choices, cancelling);
  }

  @Bean
  Datasets datasets(
      Pictures pictures,
      Concepts concepts,
      Preparations preparations,
      PreparationPlans plans,
      Snapshots snapshots) {
    return new Datasets(pictures, concepts, preparations, plans, snapshots);
  }
}
