package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.ApiToken;
import dev.lorafoundry.api.access.ApiTokenId;
import dev.lorafoundry.api.access.ApiTokens;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.postgres.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens of people in PostgreSQL. */
@Component
final class JdbcApiTokens implements ApiTokens {
  private final JdbcClient jdbc;

  JdbcApiTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(ApiToken token, String sha256) {
    jdbc.sql(
            """
            insert into api_token (id, person, name, sha256, created_at, expires_at)
            values (:id, :person, :name, :sha256, :createdAt, :expiresAt)
            """)
        .param("id", token.id().value())
        .param("person", token.person().value())
        .param("name", token.name())
        .param("sha256", sha256)
        .param("createdAt", Times.of(token.createdAt()))
        .param("expiresAt", Times.of(token.expiresAt()))
        .update();
  }

  @Override
  public Optional<PersonId> owner(String sha256, Instant now) {
    return jdbc.sql("select person from api_token where sha256 = :sha256 and expires_at > :now")
        .param("sha256", sha256)
        .param("now", Times.of(now))
        .query(UUID.class)
        .optional()
        .map(PersonId::new);
  }

  @Override
  public List<ApiToken> of(PersonId person, Instant now) {
    return jdbc.sql(
            """
            select * from api_token where person = :person and expires_at > :now
            order by created_at desc, id
            """)
        .param("person", person.value())
        .param("now", Times.of(now))
        .query(JdbcApiTokens::token)
        .list();
  }

  @Override
  public boolean remove(PersonId person, ApiTokenId id) {
    return jdbc.sql("delete from api_token where id = :id and person = :person")
            .param("id", id.value())
            .param("person", person.value())
            .update()
        == 1;
  }

  @Override
  public void removeAll(PersonId person) {
    jdbc.sql("delete from api_token where person = :person")
        .param("person", person.value())
        .update();
  }

  @Override
  public int purge(Instant now) {
    return jdbc.sql("delete from api_token where expires_at <= :now")
        .param("now", Times.of(now))
        .update();
  }

  private static ApiToken token(ResultSet row, int number) throws SQLException {
    return new ApiToken(
        new ApiTokenId(row.getObject("id", UUID.class)),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("name"),
        Times.read(row, "created_at"),
        Times.read(row, "expires_at"));
  }
}
