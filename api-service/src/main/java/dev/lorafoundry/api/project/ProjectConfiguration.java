package dev.lorafoundry.api.project;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectSettings.class)
final class ProjectConfiguration {
  @Bean
  PutAway putAway(Filings filings, PlatformTransactionManager transactions, InstantSource clock) {
    return new PutAway(filings, new TransactionTemplate(transactions), clock);
  }
}
