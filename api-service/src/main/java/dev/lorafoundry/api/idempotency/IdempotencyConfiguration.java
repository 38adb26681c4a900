package dev.lorafoundry.api.idempotency;

import dev.lorafoundry.api.rest.Refusal;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
final class IdempotencyConfiguration {
  @Bean
  PurgeOldAnswers purgeOldAnswers(Answers answers, InstantSource clock) {
    return new PurgeOldAnswers(answers, clock);
  }

  @Bean
  LastTransaction lastTransaction(PlatformTransactionManager transactions) {
    return new LastTransaction(new TransactionTemplate(transactions));
  }

  @Bean
  Refusal keyTaken() {
    return Refusal.of(KeyTaken.class, HttpStatus.CONFLICT);
  }
}
