package dev.lorafoundry.api.model.jdbc;

import static java.util.stream.Collectors.toMap;

import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** LoRAs of their own files in PostgreSQL. */
@Component
final class JdbcLoras implements Loras {
  /** why: outlines are long, and lists have no use for them */
  private static final String SELECT =
      "select id, name, sha256, bytes, object_key, traits, created_at from lora ";

  private final JdbcClient jdbc;

  JdbcLoras(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public RegisteredLora add(RegisteredLora lora, LoraOutline outline) {
    jdbc.sql(
            """
            insert into lora (id, name, sha256, bytes, object_key, traits, outline, created_at)
            values (:id, :name, :sha256, :bytes, :key, cast(:traits as jsonb),
              cast(:outline as jsonb), :createdAt)
            on conflict (sha256) do nothing
            """)
        .param("id", lora.id().value())
        .param("name", lora.name())
        .param("sha256", lora.sha256())
        .param("bytes", lora.bytes())
        .param("key", lora.key())
        .param("traits", StoredJson.of(lora.traits()))
        .param("outline", StoredJson.of(outline))
        .param("createdAt", Times.of(lora.createdAt()))
        .update();
    return jdbc.sql(SELECT + "where sha256 = :sha256")
        .param("sha256", lora.sha256())
        .query(JdbcLoras::lora)
        .single();
  }

  @Override
  public Optional<RegisteredLora> find(LoraId id) {
    return Optional.ofNullable(all(List.of(id)).get(id));
  }

  @Override
  public Map<LoraId, RegisteredLora> all(Collection<LoraId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(SELECT + "where id in (:ids)")
        .param("ids", ids.stream().map(LoraId::value).toList())
        .query(JdbcLoras::lora)
        .stream()
        .collect(toMap(RegisteredLora::id, lora -> lora));
  }

  @Override
  public Map<LoraId, LoraOutline> outlines(Collection<LoraId> ids) {
    Map<LoraId, LoraOutline> outlines = new HashMap<>();
    RowCallbackHandler read =
        row ->
            outlines.put(
                new LoraId(row.getObject("id", UUID.class)),
                StoredJson.read(row, "outline", LoraOutline.class));
    if (!ids.isEmpty()) {
      jdbc.sql("select id, outline from lora where id in (:ids)")
          .param("ids", ids.stream().map(LoraId::value).toList())
          .query(read);
    }
    return outlines;
  }

  @Override
  public List<RegisteredLora> list(long offset, int count) {
    return jdbc.sql(SELECT + "order by place desc offset :offset limit :count")
        .param("offset", offset)
        .param("count", count)
        .query(JdbcLoras::lora)
        .list();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from lora").query(Long.class).single();
  }

  private static RegisteredLora lora(ResultSet row, int number) throws SQLException {
    return new RegisteredLora(
        new LoraId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getString("object_key"),
        StoredJson.read(row, "traits", RegisteredLora.Traits.class),
        Times.read(row, "created_at"));
  }
}
