package dev.lorafoundry.api.model;

import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
final class ModelConfiguration {
  @Bean
  RegisterModel registerModel(
      ModelRegister register,
      ObjectStore store,
      LastTransaction transactions,
      ModelSettings settings,
      InstantSource clock) {
    return new RegisterModel(register, store, transactions, settings, clock);
  }

  @Bean
  RegisterVae registerVae(
      Vaes vaes,
      ObjectStore store,
      LastTransaction transactions,
      ModelSettings settings,
      InstantSource clock) {
    return new RegisterVae(vaes, new FileStorage(store, settings, "vaes"), transactions, clock);
  }

  @Bean
  RegisterLora registerLora(
      Loras loras,
      ObjectStore store,
      LastTransaction transactions,
      ModelSettings settings,
      InstantSource clock) {
    return new RegisterLora(
        loras, new FileStorage(store, settings, "registered-loras"), transactions, clock);
  }

  @Bean
  DefaultVae defaultVae(ModelRegister models, Vaes vaes, LastTransaction transactions) {
    return new DefaultVae(models, vaes, transactions);
  }

  @Bean
  StoresFirst vaeUploadsStoreFilesFirst() {
    return new StoresFirst("/api/v1/vaes");
  }

  @Bean
  StoresFirst vaeImportsStoreFilesFirst() {
    return new StoresFirst("/api/v1/vaes/import");
  }

  @Bean
  StoresFirst loraUploadsStoreFilesFirst() {
    return new StoresFirst("/api/v1/loras");
  }

  @Bean
  StoresFirst loraImportsStoreFilesFirst() {
    return new StoresFirst("/api/v1/loras/import");
  }

  @Bean
  StoresFirst modelUploadsStoreFilesFirst() {
    return new StoresFirst("/api/v1/base-models");
  }

  @Bean
  StoresFirst modelImportsStoreFilesFirst() {
    return new StoresFirst("/api/v1/base-models/import");
  }

  @Bean
  ModelFolder modelFolder(ModelSettings settings) {
    return new ModelFolder(settings);
  }
}
