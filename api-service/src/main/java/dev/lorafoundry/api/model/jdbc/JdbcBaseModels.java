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
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Base models in PostgreSQL. */
@Component
final class JdbcBaseModels implements BaseModels, ModelRegister {
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
            """
            select * from base_model where sha256 = :sha256 and prediction = :prediction
              and coalesce(tokenizer_key, '') = coalesce(:tokenizerKey, '')
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
    return jdbc.sql("select * from base_model where id = :id")
        .param("id", id.value())
        .query(JdbcBaseModels::model)
        .optional();
  }

  @Override
  public List<RegisteredModel> list(long offset, int count) {
    return jdbc.sql("select * from base_model order by place desc offset :offset limit :count")
        .param("offset", offset)
        .param("count", count)
        .query(JdbcBaseModels::model)
        .list();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from base_model").query(Long.class).single();
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
            row.getString("tokenizer_key"));
    ModelSizes sizes = StoredJson.read(row, "sizes", ModelSizes.class);
    return new RegisteredModel(
        new BaseModel(
            reference, row.getInt("largest_rank"), sizes.usedTextLayers(reference.family())),
        sizes,
        Times.read(row, "created_at"));
  }
}
