package dev.lorafoundry.api.preview.jdbc;

import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.preview.Look;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Rows of the previews' tables as what they mean. */
final class PreviewRows {
  private PreviewRows() {}

  static Preview preview(ResultSet row, int number) throws SQLException {
    return new Preview(ticket(row), standing(row), rendering(row));
  }

  static Picture picture(ResultSet row, int number) throws SQLException {
    return StoredJson.read(row, "picture", Picture.class);
  }

  static Map.Entry<PreviewId, Picture> pictureOfPreview(ResultSet row, int number)
      throws SQLException {
    return Map.entry(new PreviewId(row.getObject("preview_id", UUID.class)), picture(row, number));
  }

  static Look look(ResultSet row, int number) throws SQLException {
    return new Look(
        row.getString("prompt"),
        row.getString("negative_prompt"),
        row.getInt("width"),
        row.getInt("height"),
        row.getDouble("lora_weight"),
        row.getDouble("cfg_scale"),
        row.getString("sampler"),
        row.getInt("steps"),
        row.getLong("seed"),
        row.getInt("batch_index"));
  }

  /** Parameters with a part of all looks each, in the same order. */
  static Map<String, Object> columns(Collection<Look> looks) {
    return Map.of(
        "prompts", looks.stream().map(Look::prompt).toArray(String[]::new),
        "negativePrompts", looks.stream().map(Look::negativePrompt).toArray(String[]::new),
        "widths", looks.stream().map(Look::width).toArray(Integer[]::new),
        "heights", looks.stream().map(Look::height).toArray(Integer[]::new),
        "weights", looks.stream().map(Look::loraWeight).toArray(Double[]::new),
        "cfgScales", looks.stream().map(Look::cfgScale).toArray(Double[]::new),
        "samplers", looks.stream().map(Look::sampler).toArray(String[]::new),
        "steps", looks.stream().map(Look::steps).toArray(Integer[]::new),
        "seeds", looks.stream().map(Look::seed).toArray(Long[]::new),
        "batchIndices", looks.stream().map(Look::batchIndex).toArray(Integer[]::new));
  }

  private static Preview.Ticket ticket(ResultSet row) throws SQLException {
    return new Preview.Ticket(
        new PreviewId(row.getObject("id", UUID.class)),
        new CheckpointId(row.getObject("checkpoint_id", UUID.class)),
        new JobId(row.getObject("job_id", UUID.class)),
        new RunId(row.getObject("run_id", UUID.class)),
        new VersionId(row.getObject("version_id", UUID.class)),
        StoredJson.read(row, "settings", PreviewSettings.class),
        Times.read(row, "created_at"));
  }

  private static Preview.Standing standing(ResultSet row) throws SQLException {
    return new Preview.Standing(
        WorkState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("reason"),
        Times.readOptional(row, "ended_at"));
  }

  private static Rendering rendering(ResultSet row) throws SQLException {
    return new Rendering(
        row.getInt("done"),
        row.getInt("total"),
        row.getString("grid") == null ? null : StoredJson.read(row, "grid", Rendering.Grid.class),
        StoredJson.readTexts(row, "notes"));
  }
}
