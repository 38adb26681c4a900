package dev.lorafoundry.api;

import dev.lorafoundry.api.postgres.FollowDatabaseClock;
import dev.lorafoundry.api.postgres.SharedClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The time that every feature asks. */
@Configuration(proxyBeanMethods = false)
final class ClockConfiguration {
  @Bean
  SharedClock clock(JdbcClient jdbc) {
    SharedClock clock = SharedClock.of(jdbc);
    clock.measure();
    return clock;
  }

  @Bean
  FollowDatabaseClock followDatabaseClock(SharedClock clock) {
    return new FollowDatabaseClock(clock);
  }
}
