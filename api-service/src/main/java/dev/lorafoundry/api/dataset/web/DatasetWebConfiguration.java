package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.CaptionsChangedMeanwhile;
import dev.lorafoundry.api.dataset.ConceptInUse;
import dev.lorafoundry.api.dataset.ConceptNotFound;
import dev.lorafoundry.api.dataset.ConceptRefused;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.DatasetBusy;
import dev.lorafoundry.api.dataset.DatasetNotReady;
import dev.lorafoundry.api.dataset.DatasetSettings;
import dev.lorafoundry.api.dataset.FoldersRefused;
import dev.lorafoundry.api.dataset.MaskRefused;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PreparationNotFound;
import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.PreparationRefused;
import dev.lorafoundry.api.dataset.TrialRefused;
import dev.lorafoundry.api.picture.PicturesBusy;
import dev.lorafoundry.api.picture.ThumbnailRefused;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.rest.UploadLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
final class DatasetWebConfiguration {
  /** Lines of multipart around a single file. */
  private static final DataSize BESIDE_THE_FILE = DataSize.ofKilobytes(16);

  @Bean
  Dataset dataset(Versions versions, Pictures pictures, Concepts concepts, PreparationPlans plans) {
    return new Dataset(versions, pictures, concepts, plans);
  }

  @Bean
  UploadLimit pictureUploadLimit(DatasetSettings settings) {
    return new UploadLimit("/api/v1/versions/*/pictures", settings.maxUpload());
  }

  @Bean
  UploadLimit maskUploadLimit(DatasetSettings settings) {
    return new UploadLimit(
        "/api/v1/pictures/*/mask",
        DataSize.ofBytes(settings.maxFile().toBytes() + BESIDE_THE_FILE.toBytes()));
  }

  @Bean
  Refusal maskRefused() {
    return Refusal.of(MaskRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal foldersRefused() {
    return Refusal.of(FoldersRefused.class, HttpStatus.BAD_REQUEST);
  }

  @Bean
  Refusal captionRefused() {
    return Refusal.of(CaptionRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal captionsChangedMeanwhile() {
    return Refusal.of(CaptionsChangedMeanwhile.class, HttpStatus.PRECONDITION_FAILED);
  }

  @Bean
  Refusal picturesBusy() {
    return Refusal.of(PicturesBusy.class, HttpStatus.SERVICE_UNAVAILABLE);
  }

  @Bean
  Refusal pictureInSmallRefused() {
    return Refusal.of(ThumbnailRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal trialRefused() {
    return Refusal.of(TrialRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal conceptRefused() {
    return Refusal.of(ConceptRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal conceptInUse() {
    return Refusal.of(ConceptInUse.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal conceptNotFound() {
    return Refusal.of(ConceptNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal datasetBusy() {
    return Refusal.of(DatasetBusy.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal datasetNotReady() {
    return Refusal.of(DatasetNotReady.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal pictureNotFound() {
    return Refusal.of(PictureNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal preparationNotFound() {
    return Refusal.of(PreparationNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal preparationRefused() {
    return Refusal.of(PreparationRefused.class, HttpStatus.CONFLICT);
  }
}
