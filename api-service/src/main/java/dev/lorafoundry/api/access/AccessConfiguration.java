package dev.lorafoundry.api.access;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
final class AccessConfiguration {
  @Bean
  Tokens tokens(AccessSettings settings) {
    return new Tokens(settings);
  }

  @Bean
  SignIn signIn(IssuedSecrets issued, AccessSettings settings, InstantSource clock) {
    return new SignIn(issued, settings, clock);
  }

  @Bean
  PurgeOldSecrets purgeOldSecrets(IssuedSecrets issued, InstantSource clock) {
    return new PurgeOldSecrets(issued, clock);
  }
}
