package dev.lorafoundry.api.upload.web;

import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.rest.UploadLimit;
import dev.lorafoundry.api.upload.TooManyUploads;
import dev.lorafoundry.api.upload.UploadNotFound;
import dev.lorafoundry.api.upload.UploadOutOfStep;
import dev.lorafoundry.api.upload.UploadSettings;
import dev.lorafoundry.api.upload.UploadTooLarge;
import dev.lorafoundry.api.upload.UploadUnclear;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
final class UploadWebConfiguration {
  /** why: what these refuse is told by tus as well */
  private static final int BEFORE_LIMITS = -10;

  private static final DataSize LARGEST_VOCABULARY = DataSize.ofMegabytes(64);

  @Bean
  FilterRegistrationBean<TusHeaders> tusHeaders() {
    var filter = new FilterRegistrationBean<>(new TusHeaders());
    filter.setOrder(BEFORE_LIMITS);
    return filter;
  }

  @Bean
  UploadLimit partLimit(UploadSettings settings) {
    return new UploadLimit("/api/v1/uploads/*", settings.maxPart());
  }

  /** Its vocabulary: the model itself has come already. */
  @Bean
  UploadLimit vocabularyLimit() {
    return new UploadLimit("/api/v1/uploads/*/base-model", LARGEST_VOCABULARY);
  }

  @Bean
  Refusal uploadNotFound() {
    return Refusal.of(UploadNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal uploadOutOfStep() {
    return Refusal.of(UploadOutOfStep.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal uploadTooLarge() {
    return Refusal.of(UploadTooLarge.class, HttpStatus.CONTENT_TOO_LARGE);
  }

  @Bean
  Refusal tooManyUploads() {
    return Refusal.of(TooManyUploads.class, HttpStatus.TOO_MANY_REQUESTS);
  }

  @Bean
  Refusal uploadUnclear() {
    return Refusal.of(UploadUnclear.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }
}
