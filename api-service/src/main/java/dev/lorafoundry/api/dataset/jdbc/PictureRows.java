package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Mask;
import dev.lorafoundry.api.dataset.Original;
import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of pictures. */
record PictureRows(Picture bare, @Nullable String form, @Nullable String refusal) {

  static PictureRows read(ResultSet row, int number) throws SQLException {
    VersionId version = new VersionId(row.getObject("version", UUID.class));
    UUID concept = row.getObject("concept", UUID.class);
    Picture bare =
        new Picture(
            new PictureId(row.getObject("id", UUID.class)),
            version,
            concept == null ? ConceptId.first(version) : new ConceptId(concept),
            row.getInt("index"),
            original(row),
            new Caption(row.getString("caption"), row.getLong("caption_edition")),
            new Outcome.Unprepared());
    return new PictureRows(bare, row.getString("form"), row.getString("refusal"));
  }

  private static Original original(ResultSet row) throws SQLException {
    return new Original(
        row.getString("name"),
        PictureFormat.valueOf(row.getString("format")),
        row.getInt("width"),
        row.getInt("height"),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getString("object_key"),
        mask(row));
  }

  private static @Nullable Mask mask(ResultSet row) throws SQLException {
    String key = row.getString("mask_key");
    return key == null ? null : new Mask(key, row.getString("mask_sha256"));
  }

  /** The whole picture, from its row and those of its training pictures. */
  Picture complete(List<Processed> processed) {
    if (refusal != null) {
      return bare.with(new Outcome.Refused(refusal));
    }
    return form == null ? bare : bare.with(new Outcome.Prepared(new PictureForm(form), processed));
  }

  static OwnedPicture processed(ResultSet row, int number) throws SQLException {
    return new OwnedPicture(
        new PictureId(row.getObject("picture", UUID.class)),
        new Processed(
            row.getInt("sub_index"),
            row.getString("name"),
            row.getString("object_key"),
            row.getString("sha256"),
            row.getInt("width"),
            row.getInt("height"),
            row.getLong("bytes"),
            framing(row),
            row.getObject("masked", Boolean.class)));
  }

  private static @Nullable Framing framing(ResultSet row) throws SQLException {
    int originalWidth = row.getInt("original_width");
    return row.wasNull()
        ? null
        : new Framing(
            originalWidth,
            row.getInt("original_height"),
            row.getInt("cut_left"),
            row.getInt("cut_top"),
            overflow(row));
  }

  private static @Nullable Overflow overflow(ResultSet row) throws SQLException {
    int columns = row.getInt("kept_columns");
    return row.wasNull() ? null : new Overflow(columns, row.getInt("kept_rows"));
  }

  static Map.Entry<ConceptId, Integer> count(ResultSet row, int number) throws SQLException {
    return Map.entry(new ConceptId(row.getObject("concept", UUID.class)), row.getInt("count"));
  }

  record OwnedPicture(PictureId owner, Processed picture) {}
}
