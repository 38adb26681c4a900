package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
final class QueueConfiguration {
  @Bean
  Ground ground(
      PlatformTransactionManager transactions, InstantSource clock, QueueSettings settings) {
    return new Ground(new TransactionTemplate(transactions), clock, settings);
  }

  @Bean
  QueueMeters queueMeters(MeterRegistry meters) {
    return new QueueMeters(meters);
  }

  @Bean
  ChangeBook changeBook(
      Works works,
      Chronicle chronicle,
      ObjectProvider<WorkListener> listeners,
      QueueMeters meters) {
    return new ChangeBook(works, chronicle, listeners::orderedStream, meters);
  }

  @Bean
  WorkerPool workerPool(Workers workers, InstantSource clock, WorkerSettings settings) {
    return new WorkerPool(workers, clock, settings);
  }

  @Bean
  WorkQueue workQueue(Works works, ChangeBook book, Rights rights, Asker asker, Ground ground) {
    return new WorkQueue(works, book, rights, asker, ground.transactions(), ground.clock());
  }

  @Bean
  WaitingLine waitingLine(Works works, WorkerPool pool, Ground ground) {
    return new WaitingLine(works, pool, ground);
  }

  @Bean
  LeaseDesk leaseDesk(Works works, ChangeBook book, QueueMeters meters, Ground ground) {
    return new LeaseDesk(works, book, meters, ground);
  }

  @Bean
  EventIntake eventIntake(
      Works works, Chronicle chronicle, ChangeBook book, QueueMeters meters, Ground ground) {
    return new EventIntake(works, chronicle, book, meters, ground);
  }

  @Bean
  ReleaseDueWork releaseDueWork(
      Works works, Offers offers, ChangeBook book, WorkerPool pool, Ground ground) {
    return new ReleaseDueWork(works, offers, book, pool, ground);
  }

  @Bean
  ReleaseUnclaimedAgain releaseUnclaimedAgain(
      Works works, Offers offers, ChangeBook book, WorkerPool pool, Ground ground) {
    return new ReleaseUnclaimedAgain(works, offers, book, pool, ground);
  }

  @Bean
  Hearing hearing(InstantSource clock) {
    return new Hearing(clock);
  }

  @Bean
  RequeueLostWork requeueLostWork(
      Works works, ChangeBook book, QueueMeters meters, Hearing hearing, Ground ground) {
    return new RequeueLostWork(works, book, meters, hearing, ground);
  }

  @Bean
  MeasureQueue measureQueue(Works works, QueueMeters meters, InstantSource clock) {
    return new MeasureQueue(works, meters, clock);
  }

  @Bean
  Refusal transitionRefused() {
    return Refusal.of(TransitionRefused.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal noSuchOrder() {
    return Refusal.of(NoSuchOrder.class, HttpStatus.BAD_REQUEST);
  }

  @Bean
  Refusal moveRefused() {
    return Refusal.of(MoveRefused.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal workNotFound() {
    return Refusal.of(WorkNotFound.class, HttpStatus.NOT_FOUND);
  }
}
