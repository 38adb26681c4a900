package dev.lorafoundry.api.model.jdbc;

import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Base models in PostgreSQL. */
@Component
final class JdbcBaseModels implements BaseModels, ModelRegister {
  private static final String SELECT =
      """
      select m.*, v.name as vae_name, v.sha256 as vae_sha256, v.bytes as vae_bytes,
        v.object_key as vae_key
      from base_model m left join vae v on v.id = m.vae_id
      """;

  private final JdbcClient jdbc;

  JdbcBaseModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public RegisteredModel add(RegisteredModel model) {
    BaseModelReference reference = model.model().reference();
    jdbc.sql(
            """
            insert into base_model (id, name, family, prediction, sha256, bytes, object_key,
              tokenizer_key, largest_rank, sizes, created_at)
            values (:id, :name, :family, :prediction, :sha256, :bytes, :key, :tokenizerKey,
              :largestRank, cast(:sizes as jsonb), :createdAt)
            on conflict (sha256, prediction, coalesce(tokenizer_key, '')) do nothing
            """)
        .param("id", reference.id().value())
        .param("name", reference.name())
        .param("family", reference.family().name())
        .param("prediction", reference.prediction().name())
        .param("sha256", reference.sha256())
        .param("bytes", reference.bytes())
        .param("key", reference.key())
        .param("tokenizerKey", reference.tokenizerKey())
        .param("largestRank", model.model().largestRank())
        .param("sizes", StoredJson.of(model.sizes()))
        .param("createdAt", Times.of(model.createdAt()))
        .update();
    return same(reference);
  }

  private RegisteredModel same(BaseModelReference reference) {
    return jdbc.sql(
            SELECT
                + """
                where m.sha256 = :sha256 and m.prediction = :prediction
                  and coalesce(m.tokenizer_key, '') = coalesce(:tokenizerKey, '')
                """)
        .param("sha256", reference.sha256())
        .param("prediction", reference.prediction().name())
        .param("tokenizerKey", reference.tokenizerKey())
        .query(JdbcBaseModels::model)
        .single();
  }

  @Override
  public Optional<BaseModel> find(BaseModelId id) {
    return registered(id).map(RegisteredModel::model);
  }

  @Override
  public Optional<RegisteredModel> registered(BaseModelId id) {
    return jdbc.sql(SELECT + "where m.id = :id")
        .param("id", id.value())
        .query(JdbcBaseModels::model)
        .optional();
  }

  @Override
  public Optional<RegisteredModel> useVae(BaseModelId id, Optional<VaeReference> vae) {
    jdbc.sql("update base_model set vae_id = :vae where id = :id")
        .param("vae", vae.map(chosen -> chosen.id().value()).orElse(null), Types.OTHER)
        .param("id", id.value())
        .update();
    return registered(id);
  }

  @Override
  public List<RegisteredModel> list(long offset, int count) {
    return jdbc.sql(SELECT + "order by m.place desc offset :offset limit :count")
        .param("offset", offset)
        .param("count", count)
        .query(JdbcBaseModels::model)
        .list();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from base_model").query(Long.class).single();
  }

  private static @Nullable VaeReference vae(ResultSet row) throws SQLException {
    UUID id = row.getObject("vae_id", UUID.class);
    return id == null
        ? null
        : new VaeReference(
            new VaeId(id),
            row.getString("vae_name"),
            row.getString("vae_sha256"),
            row.getLong("vae_bytes"),
            row.getString("vae_key"));
  }

  private static RegisteredModel model(ResultSet row, int number) throws SQLException {
    BaseModelReference reference =
        new BaseModelReference(
            new BaseModelId(row.getObject("id", UUID.class)),
            row.getString("name"),
            Family.valueOf(row.getString("family")),
            PredictionType.valueOf(row.getString("prediction")),
            row.getString("sha256"),
            row.getLong("bytes"),
            row.getString("object_key"),
            row.getString("tokenizer_key"),
            vae(row));
    ModelSizes sizes = StoredJson.read(row, "sizes", ModelSizes.class);
    return new RegisteredModel(
        new BaseModel(
            reference, row.getInt("largest_rank"), sizes.usedTextLayers(reference.family())),
        sizes,
        Times.read(row, "created_at"));
  }
}
