package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.rest.Problems;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
final class IdempotencyFilterConfiguration {
  private static final int AFTER_THE_LIMIT_OF_BODIES = 10;

  @Bean
  FilterRegistrationBean<IdempotencyFilter> idempotency(
      Answers answers,
      PlatformTransactionManager transactions,
      LastTransaction last,
      ObjectProvider<StoresFirst> storing,
      IdempotencySettings settings,
      InstantSource clock,
      Problems problems) {
    KeyedTransactions keyed = new KeyedTransactions(transactions, last, storing.stream().toList());
    var filter =
        new FilterRegistrationBean<>(
            new IdempotencyFilter(answers, keyed, settings, clock, new KeyAnswers(problems)));
    filter.setOrder(AFTER_THE_LIMIT_OF_BODIES);
    return filter;
  }
}
