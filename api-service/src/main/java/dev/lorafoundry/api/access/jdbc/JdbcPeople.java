package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.Names;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People in PostgreSQL. */
@Component
final class JdbcPeople implements People {
  private final JdbcClient jdbc;

  JdbcPeople(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Person person) {
    return jdbc.sql(
                """
                insert into person (id, name, name_key, role, created_at, removed_at)
                values (:id, :name, :key, :role, :createdAt, :removedAt)
                on conflict (name_key) where removed_at is null do nothing
                """)
            .params(parameters(person))
            .param("createdAt", Times.of(person.createdAt()))
            .update()
        == 1;
  }

  @Override
  public Optional<Person> find(PersonId id) {
    return jdbc.sql("select * from person where id = :id")
        .param("id", id.value())
        .query(JdbcPeople::person)
        .optional();
  }

  @Override
  public Optional<Person> locked(PersonId id) {
    return jdbc.sql("select * from person where id = :id for update")
        .param("id", id.value())
        .query(JdbcPeople::person)
        .optional();
  }

  @Override
  public List<Person> removed(int limit) {
    return jdbc.sql(
            """
            select * from person where removed_at is not null
            order by removed_at desc, id limit :limit
            """)
        .param("limit", limit)
        .query(JdbcPeople::person)
        .list();
  }

  @Override
  public List<Person> all() {
    return jdbc.sql("select * from person where removed_at is null order by name_key")
        .query(JdbcPeople::person)
        .list();
  }

  @Override
  public Map<PersonId, String> namesOf(Collection<PersonId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql("select * from person where id = any(:ids)")
        .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(JdbcPeople::person)
        .list()
        .stream()
        .collect(Collectors.toMap(Person::id, Person::name));
  }

  @Override
  public boolean save(Person person) {
    try {
      return saved(person);
    } catch (DuplicateKeyException e) { // why: somebody got the name at the same time
      return false;
    }
  }

  private boolean saved(Person person) {
    return jdbc.sql(
                """
                update person set name = :name, name_key = :key, role = :role, removed_at = :removedAt
                where id = :id and not exists (
                  select 1 from person other
                  where other.name_key = :key and other.removed_at is null and other.id <> :id)
                """)
            .params(parameters(person))
            .update()
        == 1;
  }

  @Override
  public List<Person> lockedAdministrators() {
    return jdbc.sql(
            """
            select * from person where role = 'ADMIN' and removed_at is null
            order by created_at, id for update
            """)
        .query(JdbcPeople::person)
        .list();
  }

  private static Map<String, @Nullable Object> parameters(Person person) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", person.id().value());
    values.put("name", person.name());
    values.put("key", Names.key(person.name()));
    values.put("role", person.role().name());
    values.put("removedAt", Times.of(person.removedAt()));
    return values;
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        new PersonId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        Times.read(row, "created_at"),
        Times.readOptional(row, "removed_at"));
  }
}
