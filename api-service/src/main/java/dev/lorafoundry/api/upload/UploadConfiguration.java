package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.AddPictures;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.DatasetSettings;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.model.ModelSettings;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadSettings.class)
final class UploadConfiguration {
  @Bean
  ReceiveUploads receiveUploads(
      Uploads uploads,
      Versions versions,
      Concepts concepts,
      Pictures pictures,
      ObjectStore store,
      PlatformTransactionManager transactions,
      UploadSettings settings,
      DatasetSettings dataset,
      ModelSettings models,
      InstantSource clock) {
    return new ReceiveUploads(
        uploads,
        versions,
        concepts,
        pictures,
        store,
        new TransactionTemplate(transactions),
        new ReceiveUploads.Limits(settings, dataset, models),
        clock);
  }

  @Bean
  UploadTurns uploadTurns(Uploads uploads, InstantSource clock) {
    return new UploadTurns(uploads, clock);
  }

  @Bean
  UseUpload useUpload(
      Uploads uploads,
      Pictures pictures,
      ObjectStore store,
      PlatformTransactionManager transactions,
      UploadTurns turns) {
    return new UseUpload(uploads, pictures, store, new TransactionTemplate(transactions), turns);
  }

  @Bean
  StoresFirst uploadsOfModelsStoreFilesFirst() {
    return new StoresFirst("/api/v1/uploads/*/base-model");
  }

  @Bean
  StoresFirst uploadsOfVaesStoreFilesFirst() {
    return new StoresFirst("/api/v1/uploads/*/vae");
  }

  @Bean
  StoresFirst uploadsOfLorasStoreFilesFirst() {
    return new StoresFirst("/api/v1/uploads/*/lora");
  }

  @Bean
  AddUpload addUpload(
      Uploads uploads,
      AddPictures addition,
      Pictures pictures,
      ObjectStore store,
      PlatformTransactionManager transactions,
      UploadTurns turns) {
    return new AddUpload(
        uploads, addition, pictures, store, new TransactionTemplate(transactions), turns);
  }

  @Bean
  StoresFirst completeUploadsStoreFilesFirst() {
    return new StoresFirst("/api/v1/uploads/*/pictures");
  }

  @Bean
  PurgeOldUploads purgeOldUploads(Uploads uploads, InstantSource clock) {
    return new PurgeOldUploads(uploads, clock);
  }
}
