package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.IssuedSecrets;
import dev.lorafoundry.api.postgres.Times;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Issued secrets in PostgreSQL. */
@Component
final class JdbcIssuedSecrets implements IssuedSecrets {
  private final JdbcClient jdbc;

  JdbcIssuedSecrets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Purpose purpose, String sha256, Instant expiresAt) {
    jdbc.sql(
            """
            insert into issued_secret (sha256, purpose, expires_at)
            values (:sha256, :purpose, :expiresAt)
            """)
        .param("sha256", sha256)
        .param("purpose", purpose.name())
        .param("expiresAt", Times.of(expiresAt))
        .update();
  }

  @Override
  public boolean holds(Purpose purpose, String sha256, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1 from issued_secret
              where sha256 = :sha256 and purpose = :purpose and expires_at > :now)
            """)
        .param("sha256", sha256)
        .param("purpose", purpose.name())
        .param("now", Times.of(now))
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean take(Purpose purpose, String sha256, Instant now) {
    return jdbc.sql(
                """
                delete from issued_secret
                where sha256 = :sha256 and purpose = :purpose and expires_at > :now
                """)
            .param("sha256", sha256)
            .param("purpose", purpose.name())
            .param("now", Times.of(now))
            .update()
        == 1;
  }

  @Override
  public int purge(Instant now) {
    return jdbc.sql("delete from issued_secret where expires_at <= :now")
        .param("now", Times.of(now))
        .update();
  }
}
