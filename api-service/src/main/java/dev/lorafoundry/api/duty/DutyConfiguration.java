package dev.lorafoundry.api.duty;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
final class DutyConfiguration {
  @Bean
  DutyRoster dutyRoster(ObjectProvider<Duty> duties, MeterRegistry meters) {
    return new DutyRoster(duties.orderedStream().toList(), meters);
  }
}
