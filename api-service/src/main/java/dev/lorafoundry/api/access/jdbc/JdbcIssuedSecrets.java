package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.IssuedSecrets;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.postgres.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Issued secrets in PostgreSQL. */
@Component
final class JdbcIssuedSecrets implements IssuedSecrets {
  private static final String THE_ONE =
      "from issued_secret where sha256 = :sha256 and purpose = :purpose and expires_at > :now";

  private final JdbcClient jdbc;

  JdbcIssuedSecrets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Purpose purpose, String sha256, PersonId person, Instant expiresAt) {
    jdbc.sql(
            """
            insert into issued_secret (sha256, purpose, person, expires_at)
            values (:sha256, :purpose, :person, :expiresAt)
            """)
        .param("sha256", sha256)
        .param("purpose", purpose.name())
        .param("person", person.value())
        .param("expiresAt", Times.of(expiresAt))
        .update();
  }

  @Override
  public Optional<PersonId> find(Purpose purpose, String sha256, Instant now) {
    return owner("select person " + THE_ONE, purpose, sha256, now);
  }

  @Override
  public Optional<PersonId> take(Purpose purpose, String sha256, Instant now) {
    return owner("delete " + THE_ONE + " returning person", purpose, sha256, now);
  }

  private Optional<PersonId> owner(String sql, Purpose purpose, String sha256, Instant now) {
    return jdbc.sql(sql)
        .param("sha256", sha256)
        .param("purpose", purpose.name())
        .param("now", Times.of(now))
        .query(UUID.class)
        .optional()
        .map(PersonId::new);
  }

  @Override
  public void removeAll(PersonId person) {
    jdbc.sql("delete from issued_secret where person = :person")
        .param("person", person.value())
        .update();
  }

  @Override
  public int purge(Instant now) {
    return jdbc.sql("delete from issued_secret where expires_at <= :now")
        .param("now", Times.of(now))
        .update();
  }
}
