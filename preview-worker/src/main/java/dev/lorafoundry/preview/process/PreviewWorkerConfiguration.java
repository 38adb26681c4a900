package dev.lorafoundry.preview.process;

import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.preview.lora.LoraFolder;
import dev.lorafoundry.preview.lora.LoraTaskTrade;
import dev.lorafoundry.preview.preparation.PreparationTrade;
import dev.lorafoundry.preview.rendering.PreviewTrade;
import dev.lorafoundry.preview.rendering.WarmModels;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.Software;
import dev.lorafoundry.workerprocess.WorkerProcessConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a preview worker consists of, beside what every worker has: three trades. */
@Configuration(proxyBeanMethods = false)
@Import(WorkerProcessConfiguration.class)
@EnableConfigurationProperties(PreviewWorkerSettings.class)
final class PreviewWorkerConfiguration {
  /** Not closed: see {@link WorkerProcessConfiguration#tensorRuntime}. */
  @Bean(destroyMethod = "")
  WarmModels warmModels(BaseModels models, CachedObjects cache, TensorRuntime runtime) {
    return new WarmModels(models, cache, runtime);
  }

  @Bean
  PreviewTrade previewTrade(
      ObjectStore store,
      WarmModels models,
      PreviewWorkerSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    String software = "LoRA Foundry " + Software.version();
    return new PreviewTrade(
        store,
        models,
        clock,
        meters,
        new PreviewTrade.Look(software, settings.preview().largestGrid()));
  }

  @Bean
  PreparationTrade preparationTrade(
      ObjectStore store, PreviewWorkerSettings settings, MeterRegistry meters) {
    PreviewWorkerSettings.Preparation limits = settings.preparation();
    return new PreparationTrade(
        store,
        new PictureReader.Limits(
            limits.largestFile().toBytes(), limits.largestPicture(), limits.time()),
        meters);
  }

  @Bean
  LoraTaskTrade loraTaskTrade(
      ObjectStore store,
      CachedObjects cache,
      PreviewWorkerSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    return new LoraTaskTrade(
        new LoraFolder(store, cache, settings.worker().cache().resolve("made")),
        TensorRuntime.cpu(settings.worker().threadsToUse()),
        clock,
        meters);
  }
}
