package dev.lorafoundry.api.access;

import dev.lorafoundry.api.rest.Refusal;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
final class AccessConfiguration {
  @Bean
  Rights rights(Asker asker, People people) {
    return new Rights(asker, people);
  }

  @Bean
  ChangePeople changePeople(
      People people,
      IssuedSecrets issued,
      ApiTokens tokens,
      Rights rights,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new ChangePeople(
        people, new WaysIn(issued, tokens), rights, new TransactionTemplate(transactions), clock);
  }

  @Bean
  Tokens tokens(AccessSettings settings, ApiTokens tokens, People people, InstantSource clock) {
    return new Tokens(settings, tokens, people, clock);
  }

  @Bean
  OwnTokens ownTokens(ApiTokens tokens, Asker asker, InstantSource clock) {
    return new OwnTokens(tokens, asker, clock);
  }

  @Bean
  SignIn signIn(
      IssuedSecrets issued,
      People people,
      ChangePeople changes,
      Rights rights,
      Asker asker,
      AccessSettings settings,
      InstantSource clock) {
    return new SignIn(issued, people, changes, rights, asker, settings, clock);
  }

  @Bean
  PurgeOldSecrets purgeOldSecrets(IssuedSecrets issued, ApiTokens tokens, InstantSource clock) {
    return new PurgeOldSecrets(issued, tokens, clock);
  }

  @Bean
  Refusal notAllowed() {
    return Refusal.of(NotAllowed.class, HttpStatus.FORBIDDEN);
  }

  @Bean
  Refusal personNotFound() {
    return Refusal.of(PersonNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal personConflict() {
    return Refusal.of(PersonConflict.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal personRefused() {
    return Refusal.of(
        PersonRefused.class,
        HttpStatus.UNPROCESSABLE_CONTENT,
        refused -> List.of(refused.problem()));
  }

  @Bean
  Refusal nobodyAsks() {
    return Refusal.of(NobodyAsks.class, HttpStatus.CONFLICT);
  }
}
