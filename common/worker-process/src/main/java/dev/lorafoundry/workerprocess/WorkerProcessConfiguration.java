package dev.lorafoundry.workerprocess;

import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.HttpWorkDesk;
import dev.lorafoundry.messaging.work.KafkaEventPublisher;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.SteadyClock;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkLoop;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.objectstore.PatientObjectStore;
import dev.lorafoundry.objectstore.PatientObjectStore.Patience;
import dev.lorafoundry.tensor.TensorRuntime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * What every worker consists of: what its trades are done with, and a loop for each trade that the
 * application declares.
 */
@Configuration(proxyBeanMethods = false)
public final class WorkerProcessConfiguration {
  /** So long a worker waits for Kafka to take an event before it looks what else is asked of it. */
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(30);

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  MinioObjectStore minioObjectStore(WorkerProcessSettings settings) {
    WorkerProcessSettings.S3 s3 = settings.s3();
    return new MinioObjectStore(
        new ObjectStoreSettings(
            s3.endpoint(),
            s3.accessKey(),
            s3.secretKey(),
            s3.bucket(),
            s3.region(),
            ObjectStoreSettings.DEFAULT_TIMEOUT));
  }

  @Bean
  @Primary
  ObjectStore objectStore(MinioObjectStore server, MeterRegistry meters) {
    Counter retries =
        Counter.builder("lora.foundry.worker.store.retries")
            .description("Requests to the object store that were made again")
            .register(meters);
    return new PatientObjectStore(server, Patience.USUAL, retries::increment);
  }

  /**
   * Not closed, no more than what is made in it: the process ends, which frees it all, and a thread
   * that did not end in time may still compute with it.
   */
  @Bean(destroyMethod = "")
  TensorRuntime tensorRuntime(WorkerProcessSettings settings) {
    return TensorRuntime.open(settings.worker().device(), settings.worker().threadsToUse());
  }

  @Bean
  DeviceMemory deviceMemory(WorkerProcessSettings settings, TensorRuntime runtime) {
    return DeviceMemory.of(settings.worker().deviceMemory(), runtime::deviceMemory);
  }

  @Bean
  CachedObjects cachedObjects(
      ObjectStore store, WorkerProcessSettings settings, InstantSource clock) {
    WorkerProcessSettings.Worker worker = settings.worker();
    return new CachedObjects(
        store, worker.cache().resolve("objects"), worker.cacheSize().toBytes(), clock);
  }

  @Bean
  BaseModels baseModels(CachedObjects cache, WorkerProcessSettings settings) {
    WorkerProcessSettings.Worker worker = settings.worker();
    return new BaseModels(
        cache,
        ClipVocabulary.of(
            Optional.ofNullable(worker.clipTokenizer()),
            worker.clipVocabularyAddress(),
            worker.cache().resolve("vocabulary")));
  }

  @Bean
  MessageSender messageSender(WorkerProcessSettings settings) {
    return MessageSender.to(kafka(settings), settings.worker().id(), KAFKA_PATIENCE);
  }

  @Bean
  Workshop workshop(
      WorkerProcessSettings settings,
      MessageSender sender,
      MeterRegistry meters,
      InstantSource clock) {
    WorkerProcessSettings.Api api = settings.api();
    return new Workshop(
        new HttpWorkDesk(api.url(), api.workerToken(), api.timeout()),
        new KafkaEventPublisher(sender, new MessageCodec()),
        new DeadLetters(sender, meters),
        meters,
        clock,
        new SteadyClock(),
        Rhythm.USUAL
            .withHeartbeat(settings.worker().heartbeat())
            .withDrain(settings.worker().drain()));
  }

  @Bean
  Loops loops(
      List<Trade<?>> trades, DeviceMemory memory, Workshop shop, WorkerProcessSettings settings) {
    return new Loops(
        trades.stream()
            .map(
                trade -> {
                  WorkerId name = nameOf(trade, trades, settings.worker());
                  return loopOf(trade, selfOf(name, memory, settings), shop, settings);
                })
            .toList());
  }

  @Bean
  LoopsHealth loopsHealthIndicator(Loops loops) {
    return new LoopsHealth(loops);
  }

  /**
   * Each loop has a name of its own where there are several: a worker holds one lease at a time.
   */
  private static WorkerId nameOf(
      Trade<?> trade, List<Trade<?>> all, WorkerProcessSettings.Worker worker) {
    String work = trade.kind().name().toLowerCase(Locale.ROOT) + "s";
    return new WorkerId(all.size() == 1 ? worker.id() : worker.id() + "-" + work);
  }

  private static WorkerSelf selfOf(
      WorkerId name, DeviceMemory memory, WorkerProcessSettings settings) {
    return new WorkerSelf(
        name, settings.worker().deviceForPeople(), memory.orNull(), Software.version());
  }

  private static Supplier<WorkLoop> loopOf(
      Trade<?> trade, WorkerSelf self, Workshop shop, WorkerProcessSettings settings) {
    return () -> WorkLoop.start(trade, self, shop, kafka(settings));
  }

  private static KafkaSettings kafka(WorkerProcessSettings settings) {
    return new KafkaSettings(settings.kafka().bootstrapServers(), settings.kafka().properties());
  }
}
