package dev.lorafoundry.api.dataset.jdbc;

/** Copies the pictures of a version into a new one, in the database alone. */
final class CopiedPictures {
  /** {@code :originals} and {@code :copies} are concepts, one by one; the first one has no row. */
  static final String PICTURES =
      """
      insert into picture (id, version, index, name, format, width, height, bytes, sha256,
        object_key, caption, caption_edition, form, refusal, concept, mask_key, mask_sha256)
      select gen_random_uuid(), :to, o.index, o.name, o.format, o.width, o.height, o.bytes, o.sha256,
        o.object_key, o.caption, o.caption_edition, o.form, o.refusal, c.copy, o.mask_key,
        o.mask_sha256
      from picture o
      left join unnest(:originals, :copies) as c (original, copy) on c.original = o.concept
      where o.version = :from
      """;

  static final String PROCESSED =
      """
      insert into processed_picture (picture, sub_index, name, object_key, sha256, width, height,
        bytes, original_width, original_height, cut_left, cut_top, kept_columns, kept_rows, masked)
      select n.id, x.sub_index, x.name, x.object_key, x.sha256, x.width, x.height, x.bytes,
        x.original_width, x.original_height, x.cut_left, x.cut_top, x.kept_columns, x.kept_rows,
        x.masked
      from picture o
      join picture n on n.version = :to and n.index = o.index
      join processed_picture x on x.picture = o.id
      where o.version = :from
      """;

  static final String NEXT_INDEX =
      "insert into picture_index (version, next)"
          + " select :to, next from picture_index where version = :from";

  private CopiedPictures() {}
}
