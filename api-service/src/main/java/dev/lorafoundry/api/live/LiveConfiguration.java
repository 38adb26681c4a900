package dev.lorafoundry.api.live;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
final class LiveConfiguration {
  @Bean
  SequenceEvents sequenceEvents(LiveLog log, LiveSettings settings) {
    return new SequenceEvents(log, settings);
  }

  @Bean
  ForgetOldEvents forgetOldEvents(LiveLog log, LiveSettings settings, InstantSource clock) {
    return new ForgetOldEvents(log, settings, clock);
  }
}
