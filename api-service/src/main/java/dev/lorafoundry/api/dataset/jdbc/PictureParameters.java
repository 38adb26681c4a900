package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Original;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values that rows of pictures get. */
final class PictureParameters {
  private PictureParameters() {}

  static Map<String, @Nullable Object> picture(Picture picture) {
    Original original = picture.original();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", picture.id().value());
    values.put("version", picture.version().value());
    values.put("index", picture.index());
    values.put("name", original.name());
    values.put("format", original.format().name());
    values.put("width", original.width());
    values.put("height", original.height());
    values.put("bytes", original.bytes());
    values.put("sha256", original.sha256());
    values.put("key", original.key());
    values.put("caption", picture.caption().text());
    values.put("edition", picture.caption().edition());
    values.put("concept", stored(picture.concept(), picture.version()));
    return values;
  }

  /** why: the first concept of a version has no row to refer to until it is changed. */
  static @Nullable UUID stored(ConceptId concept, VersionId version) {
    return concept.equals(ConceptId.first(version)) ? null : concept.value();
  }

  static Map<String, @Nullable Object> processed(PictureId owner, Processed picture) {
    Optional<Framing> framing = picture.knownFraming();
    Optional<Overflow> overflow = framing.flatMap(Framing::kept);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("picture", owner.value());
    values.put("subIndex", picture.subIndex());
    values.put("name", picture.name());
    values.put("key", picture.key());
    values.put("sha256", picture.sha256());
    values.put("width", picture.width());
    values.put("height", picture.height());
    values.put("bytes", picture.bytes());
    values.put("originalWidth", framing.map(Framing::originalWidth).orElse(null));
    values.put("originalHeight", framing.map(Framing::originalHeight).orElse(null));
    values.put("left", framing.map(Framing::left).orElse(null));
    values.put("top", framing.map(Framing::top).orElse(null));
    values.put("columns", overflow.map(Overflow::columns).orElse(null));
    values.put("rows", overflow.map(Overflow::rows).orElse(null));
    values.put("masked", picture.masked());
    return values;
  }
}
