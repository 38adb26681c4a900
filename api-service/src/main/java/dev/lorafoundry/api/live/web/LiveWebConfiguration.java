package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.rest.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
final class LiveWebConfiguration {
  @Bean
  Refusal tooManyConnections() {
    return Refusal.of(TooManyConnections.class, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
