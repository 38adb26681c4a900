package dev.lorafoundry.api.storage;

import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
final class StorageConfiguration {
  @Bean
  MinioObjectStore objectStore(StorageSettings settings) {
    MinioObjectStore store = new MinioObjectStore(settings.settings());
    store.createBucketIfMissing();
    return store;
  }

  @Bean
  Refusal objectStoreUnavailable() {
    return Refusal.of(ObjectStoreUnavailable.class, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
