package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.PeopleExample;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.testkit.Unique;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People in the database, for tests of what is theirs. */
public final class StoredPerson {
  private StoredPerson() {}

  public static PersonId in(JdbcClient jdbc) {
    Person person = PeopleExample.person(Unique.name("person"), Role.MEMBER);
    new JdbcPeople(jdbc).add(person);
    return person.id();
  }
}
