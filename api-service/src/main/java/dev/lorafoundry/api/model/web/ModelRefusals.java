package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.UploadRefused;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.diffusion.model.ModelRefused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
final class ModelRefusals {
  @Bean
  Refusal modelRefused() {
    return Refusal.of(ModelRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal modelUploadRefused() {
    return Refusal.of(UploadRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal modelNotFound() {
    return Refusal.of(ModelNotFound.class, HttpStatus.NOT_FOUND);
  }
}
