package dev.lorafoundry.preview.process;

import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.diffusion.picture.PictureReader;
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
import dev.lorafoundry.preview.preparation.PreparationTrade;
import dev.lorafoundry.preview.rendering.PreviewTrade;
import dev.lorafoundry.preview.rendering.WarmModels;
import dev.lorafoundry.tensor.TensorRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a preview worker consists of: two trades, each with a loop of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PreviewWorkerSettings.class)
final class PreviewWorkerConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  MinioObjectStore objectStore(PreviewWorkerSettings settings) {
    PreviewWorkerSettings.S3 s3 = settings.s3();
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
  TensorRuntime tensorRuntime(PreviewWorkerSettings settings) {
    return TensorRuntime.open(settings.worker().device(), settings.worker().threadsToUse());
  }

  @Bean
  WarmModels warmModels(
      ObjectStore store,
      TensorRuntime runtime,
      PreviewWorkerSettings settings,
      InstantSource clock) {
    PreviewWorkerSettings.Worker worker = settings.worker();
    CachedObjects cache =
        new CachedObjects(store, worker.cache(), worker.cacheSize().toBytes(), clock);
    return new WarmModels(cache, runtime, Optional.ofNullable(worker.clipTokenizer()));
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
  MessageSender messageSender(PreviewWorkerSettings settings) {
    return MessageSender.to(kafka(settings), settings.worker().id());
  }

  @Bean
  Workshop workshop(
      PreviewWorkerSettings settings,
      MessageSender sender,
      MeterRegistry meters,
      InstantSource clock) {
    PreviewWorkerSettings.Api api = settings.api();
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
  Loops loops(
      Workshop shop,
      PreviewTrade previews,
      PreparationTrade preparations,
      PreviewWorkerSettings settings) {
    KafkaSettings kafka = kafka(settings);
    return new Loops(
        List.of(
            () -> WorkLoop.start(previews, self(settings, "previews"), shop, kafka),
            () -> WorkLoop.start(preparations, self(settings, "preparations"), shop, kafka)));
  }

  @Bean
  LoopsHealth loopsHealthIndicator(Loops loops) {
    return new LoopsHealth(loops);
  }

  private static KafkaSettings kafka(PreviewWorkerSettings settings) {
    return KafkaSettings.of(settings.kafka().bootstrapServers());
  }

  /** Each loop has a name of its own: a worker holds one lease at a time. */
  private static WorkerSelf self(PreviewWorkerSettings settings, String work) {
    PreviewWorkerSettings.Worker worker = settings.worker();
    String device =
        worker.device().equals("cpu")
            ? "cpu, %d threads".formatted(worker.threadsToUse())
            : worker.device();
    return new WorkerSelf(new WorkerId(worker.id() + "-" + work), device, Software.version());
  }
}
