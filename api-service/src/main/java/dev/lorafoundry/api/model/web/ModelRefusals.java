package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.ModelNotFound;
import dev.lorafoundry.api.model.ModelSettings;
import dev.lorafoundry.api.model.UploadRefused;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.rest.UploadLimit;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.model.ModelRefused;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
final class ModelRefusals {
  private static final DataSize BESIDE_THE_FILE = DataSize.ofMegabytes(64);

  /** The file of a model beside its tokenizer and the form's other fields. */
  @Bean
  UploadLimit modelUploadLimit(ModelSettings settings) {
    return new UploadLimit(
        "/api/v1/base-models",
        DataSize.ofBytes(settings.maxFile().toBytes() + BESIDE_THE_FILE.toBytes()));
  }

  @Bean
  UploadLimit vaeUploadLimit(ModelSettings settings) {
    return new UploadLimit(
        "/api/v1/vaes", DataSize.ofBytes(settings.maxFile().toBytes() + BESIDE_THE_FILE.toBytes()));
  }

  @Bean
  UploadLimit loraUploadLimit(ModelSettings settings) {
    return new UploadLimit(
        "/api/v1/loras",
        DataSize.ofBytes(settings.maxFile().toBytes() + BESIDE_THE_FILE.toBytes()));
  }

  @Bean
  Refusal loraRefused() {
    return Refusal.of(LoraRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal modelRefused() {
    return Refusal.of(ModelRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal modelUploadRefused() {
    return Refusal.of(
        UploadRefused.class,
        HttpStatus.UNPROCESSABLE_CONTENT,
        refused -> List.of(refused.problem()));
  }

  @Bean
  Refusal modelNotFound() {
    return Refusal.of(ModelNotFound.class, HttpStatus.NOT_FOUND);
  }
}
