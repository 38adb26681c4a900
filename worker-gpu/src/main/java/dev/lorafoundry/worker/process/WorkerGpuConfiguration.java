package dev.lorafoundry.worker.process;

import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.HttpWorkDesk;
import dev.lorafoundry.messaging.work.KafkaEventPublisher;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.WorkLoop;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.worker.training.TrainingTrade;
import dev.lorafoundry.worker.training.WarmBaseModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a training worker consists of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerGpuSettings.class)
final class WorkerGpuConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  MinioObjectStore objectStore(WorkerGpuSettings settings) {
    WorkerGpuSettings.S3 s3 = settings.s3();
    return new MinioObjectStore(
        new ObjectStoreSettings(
            s3.endpoint(),
            s3.endpoint(),
            s3.accessKey(),
            s3.secretKey(),
            s3.bucket(),
            s3.region(),
            ObjectStoreSettings.DEFAULT_TIMEOUT));
  }

  @Bean
  TensorRuntime tensorRuntime(WorkerGpuSettings settings) {
    return TensorRuntime.open(settings.worker().device(), settings.worker().threadsToUse());
  }

  @Bean
  WarmBaseModel warmBaseModel(ObjectStore store, WorkerGpuSettings settings, InstantSource clock) {
    WorkerGpuSettings.Worker worker = settings.worker();
    CachedObjects cache =
        new CachedObjects(
            store, worker.cache().resolve("objects"), worker.cacheSize().toBytes(), clock);
    return new WarmBaseModel(cache, Optional.ofNullable(worker.clipTokenizer()));
  }

  @Bean
  TrainingTrade trainingTrade(
      ObjectStore store,
      WarmBaseModel models,
      TrainingTrade.Place place,
      InstantSource clock,
      MeterRegistry meters) {
    return new TrainingTrade(store, models, place, clock, meters);
  }

  @Bean
  TrainingTrade.Place trainingPlace(TensorRuntime runtime, WorkerGpuSettings settings) {
    return new TrainingTrade.Place(runtime, settings.worker().cache().resolve("scratch"));
  }

  @Bean
  MessageSender messageSender(WorkerGpuSettings settings) {
    return MessageSender.to(kafka(settings), settings.worker().id());
  }

  @Bean
  Workshop workshop(
      WorkerGpuSettings settings, MessageSender sender, MeterRegistry meters, InstantSource clock) {
    WorkerGpuSettings.Api api = settings.api();
    return new Workshop(
        new HttpWorkDesk(api.url(), api.workerToken(), api.timeout()),
        new KafkaEventPublisher(sender, new MessageCodec()),
        new DeadLetters(sender, meters),
        meters,
        clock,
        Rhythm.USUAL
            .withHeartbeat(settings.worker().heartbeat())
            .withDrain(settings.worker().drain()));
  }

  @Bean
  Loop loop(Workshop shop, TrainingTrade trade, WorkerGpuSettings settings) {
    WorkerGpuSettings.Worker worker = settings.worker();
    WorkerSelf self =
        new WorkerSelf(new WorkerId(worker.id()), worker.deviceForPeople(), Software.version());
    return new Loop(() -> WorkLoop.start(trade, self, shop, kafka(settings)));
  }

  @Bean
  LoopHealth loopHealthIndicator(Loop loop) {
    return new LoopHealth(loop);
  }

  private static KafkaSettings kafka(WorkerGpuSettings settings) {
    return new KafkaSettings(settings.kafka().bootstrapServers(), settings.kafka().properties());
  }
}
