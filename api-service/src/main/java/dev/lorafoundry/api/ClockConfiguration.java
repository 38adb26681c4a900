package dev.lorafoundry.api;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time that every feature asks. */
@Configuration(proxyBeanMethods = false)
final class ClockConfiguration {
  // why: PostgreSQL keeps microseconds, and what is read back must equal what was answered
  private static final Duration PRECISION = Duration.ofNanos(1_000);

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}
