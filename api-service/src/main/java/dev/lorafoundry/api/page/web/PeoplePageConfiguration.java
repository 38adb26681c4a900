package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.Rights;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What pages know of people. */
@Configuration(proxyBeanMethods = false)
final class PeoplePageConfiguration {
  @Bean
  Whose whose(People people, Asker asker, Rights rights) {
    return new Whose(people, asker, rights);
  }

  @Bean
  Reader reader(Asker asker, Rights rights) {
    return new Reader(asker, rights);
  }

  @Bean
  LookingOn lookingOn(Reader reader) {
    return new LookingOn(reader);
  }
}
