package dev.lorafoundry.api.model.jdbc;

import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** VAEs in PostgreSQL. */
@Component
final class JdbcVaes implements Vaes {
  private final JdbcClient jdbc;

  JdbcVaes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public RegisteredVae add(RegisteredVae vae) {
    VaeReference reference = vae.reference();
    jdbc.sql(
            """
            insert into vae (id, name, sha256, bytes, object_key, created_at)
            values (:id, :name, :sha256, :bytes, :key, :createdAt)
            on conflict (sha256) do nothing
            """)
        .param("id", reference.id().value())
        .param("name", reference.name())
        .param("sha256", reference.sha256())
        .param("bytes", reference.bytes())
        .param("key", reference.key())
        .param("createdAt", Times.of(vae.createdAt()))
        .update();
    return jdbc.sql("select * from vae where sha256 = :sha256")
        .param("sha256", reference.sha256())
        .query(JdbcVaes::vae)
        .single();
  }

  @Override
  public Optional<RegisteredVae> find(VaeId id) {
    return jdbc.sql("select * from vae where id = :id")
        .param("id", id.value())
        .query(JdbcVaes::vae)
        .optional();
  }

  @Override
  public List<RegisteredVae> list(long offset, int count) {
    return jdbc.sql("select * from vae order by place desc offset :offset limit :count")
        .param("offset", offset)
        .param("count", count)
        .query(JdbcVaes::vae)
        .list();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from vae").query(Long.class).single();
  }

  private static RegisteredVae vae(ResultSet row, int number) throws SQLException {
    return new RegisteredVae(
        new VaeReference(
            new VaeId(row.getObject("id", UUID.class)),
            row.getString("name"),
            row.getString("sha256"),
            row.getLong("bytes"),
            row.getString("object_key")),
        Times.read(row, "created_at"));
  }
}
