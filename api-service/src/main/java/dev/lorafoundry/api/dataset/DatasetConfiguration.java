package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.picture.PicturePlaces;
import dev.lorafoundry.api.picture.Thumbnails;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatasetSettings.class)
final class DatasetConfiguration {
  /** why: who waits keeps a thread from others, heartbeats among them; the page asks again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Of the heap, for all pictures that people look at; for trials as much again. */
  private static final int EIGHTH = 8;

  @Bean
  AddPictures addPictures(
      Pictures pictures,
      Concepts concepts,
      Preparations preparations,
      Versions versions,
      LiveEvents live,
      ObjectStore store,
      LastTransaction transactions,
      DatasetSettings limits) {
    return new AddPictures(
        pictures, concepts, preparations, versions, live, store, transactions, limits);
  }

  @Bean
  StoresFirst uploadsStoreFilesFirst() {
    return new StoresFirst("/api/v1/versions/*/pictures");
  }

  @Bean
  Captions captions(Pictures pictures, LiveEvents live, PlatformTransactionManager transactions) {
    return new Captions(pictures, live, new TransactionTemplate(transactions));
  }

  @Bean
  PicturePlaces picturePlaces() {
    return places(2);
  }

  private static PicturePlaces places(int count) {
    return new PicturePlaces(count, PATIENCE, Runtime.getRuntime().maxMemory() / EIGHTH);
  }

  @Bean
  Thumbnails thumbnails(ObjectStore store, DatasetSettings limits, PicturePlaces places) {
    return new Thumbnails(store, places.reader(limits.pictures()), places);
  }

  @Bean
  TryPreparation tryPreparation(
      Pictures pictures, PreparationPlans plans, ObjectStore store, DatasetSettings limits) {
    PicturePlaces place = places(1); // why: the form asks at each change, and pages go first
    PictureReader reader = place.reader(limits.pictures()).withoutSpare();
    return new TryPreparation(pictures, plans, store, reader, place);
  }

  @Bean
  DownloadDataset downloadDataset(
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      Versions versions,
      ObjectStore store,
      DatasetSettings limits,
      PicturePlaces places) {
    DatasetZip.Masks masks = new DatasetZip.Masks(places.reader(limits.pictures()), places);
    return new DownloadDataset(pictures, concepts, plans, versions, store, masks);
  }

  @Bean
  ChangeConcepts changeConcepts(
      Concepts concepts,
      Pictures pictures,
      LiveEvents live,
      PlatformTransactionManager transactions,
      DatasetSettings limits) {
    return new ChangeConcepts(
        concepts, pictures, live, new TransactionTemplate(transactions), limits);
  }

  @Bean
  CopyVersion copyVersion(
      Projects projects,
      Notes notes,
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new CopyVersion(
        projects, notes, pictures, concepts, plans, new TransactionTemplate(transactions), clock);
  }

  @Bean
  RemovePicture removePicture(
      Pictures pictures, LiveEvents live, PlatformTransactionManager transactions) {
    return new RemovePicture(pictures, live, new TransactionTemplate(transactions));
  }

  @Bean
  ChangeMask changeMask(
      Pictures pictures,
      Preparations preparations,
      ObjectStore store,
      PlatformTransactionManager transactions,
      DatasetSettings limits) {
    return new ChangeMask(
        pictures, preparations, store, new TransactionTemplate(transactions), limits);
  }

  @Bean
  DeleteDiscardedObjects deleteDiscardedObjects(Pictures pictures, ObjectStore store) {
    return new DeleteDiscardedObjects(pictures, store);
  }

  @Bean
  PrepareDataset prepareDataset(
      Pictures pictures,
      PreparationPlans plans,
      OpenVersions open,
      Preparations preparations,
      WorkQueue queue,
      LiveEvents live,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new PrepareDataset(
        pictures,
        plans,
        open,
        preparations,
        queue,
        live,
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  PreparationListener preparationListener(
      Pictures pictures, Preparations preparations, LiveEvents live) {
    return new PreparationListener(pictures, preparations, live);
  }

  @Bean
  TakeSnapshots takeSnapshots(
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      Preparations preparations,
      Versions versions,
      ObjectStore store,
      PlatformTransactionManager transactions) {
    return new TakeSnapshots(
        pictures,
        concepts,
        plans,
        preparations,
        versions,
        store,
        new TransactionTemplate(transactions));
  }
}
