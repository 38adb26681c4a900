package dev.lorafoundry.worker.process;

import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.OutputFiles;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.worker.training.OutputMeters;
import dev.lorafoundry.worker.training.TrainingTrade;
import dev.lorafoundry.worker.training.WarmBaseModel;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.WorkerProcessConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a training worker consists of, beside what every worker has: one trade. */
@Configuration(proxyBeanMethods = false)
@Import(WorkerProcessConfiguration.class)
@EnableConfigurationProperties(WorkerGpuSettings.class)
final class WorkerGpuConfiguration {
  @Bean
  FrozenOutputs frozenOutputs(
      WorkerGpuSettings settings, InstantSource clock, MeterRegistry meters) {
    long disk = settings.training().diskCacheSize().toBytes();
    Optional<OutputFiles> files =
        disk == 0
            ? Optional.empty()
            : Optional.of(
                new OutputFiles(settings.worker().cache().resolve("outputs"), disk, clock));
    FrozenOutputs outputs = new FrozenOutputs(settings.training().cacheSize().toBytes(), files);
    OutputMeters.show(outputs, meters);
    files.ifPresent(found -> OutputMeters.show(found, meters));
    return outputs;
  }

  /** Not closed: see {@link WorkerProcessConfiguration#tensorRuntime}. */
  @Bean(destroyMethod = "")
  WarmBaseModel warmBaseModel(BaseModels models, TensorRuntime runtime, FrozenOutputs outputs) {
    return new WarmBaseModel(models, runtime, outputs);
  }

  @Bean
  TrainingTrade trainingTrade(
      ObjectStore store,
      WarmBaseModel models,
      WorkerGpuSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    Path scratch = settings.worker().cache().resolve("scratch");
    return new TrainingTrade(store, models, scratch, clock, meters);
  }
}
