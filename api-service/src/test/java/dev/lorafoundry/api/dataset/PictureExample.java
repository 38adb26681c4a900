package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.PictureFormat;
import java.util.List;

/** Pictures for tests, written as {@code aPicture(version, 3).captioned("a cat").prepared()}. */
public final class PictureExample {
  public static final PictureForm FORM = PictureForm.of(PreparationSettings.DEFAULTS);

  /** As wide as {@link #aPicture}, cut to a square. */
  public static final Framing FRAMING = new Framing(640, 480, 85, 0);

  private Picture picture;

  private PictureExample(Picture picture) {
    this.picture = picture;
  }

  public static PictureExample aPicture(VersionId version, int index) {
    PictureId id = PictureId.random();
    String key = "datasets/" + version + "/originals/" + id;
    Original original =
        new Original("p" + index + ".png", PictureFormat.PNG, 640, 480, 999, "sha-" + id, key);
    return new PictureExample(
        new Picture(
            id,
            version,
            ConceptId.first(version),
            index,
            original,
            new Caption("", 1),
            new Outcome.Unprepared()));
  }

  public PictureExample captioned(String text) {
    picture = picture.with(new Caption(text, 1));
    return this;
  }

  public PictureExample named(String name) {
    Original known = picture.original();
    Original original =
        new Original(
            name,
            known.format(),
            known.width(),
            known.height(),
            known.bytes(),
            known.sha256(),
            known.key());
    picture =
        new Picture(
            picture.id(),
            picture.version(),
            picture.concept(),
            picture.index(),
            original,
            picture.caption(),
            picture.outcome());
    return this;
  }

  public PictureExample in(ConceptId concept) {
    picture = picture.with(concept);
    return this;
  }

  public PictureExample prepared() {
    picture = picture.with(new Outcome.Prepared(FORM, List.of(processed(picture, 0, 512, 512))));
    return this;
  }

  public PictureExample refused(String reason) {
    picture = picture.with(new Outcome.Refused(reason));
    return this;
  }

  public Picture picture() {
    return picture;
  }

  public static Processed processed(Picture picture, int subIndex, int width, int height) {
    String name = "%05d-%d-p.png".formatted(picture.index(), subIndex);
    String key = "datasets/x/processed/y/e1/" + picture.id() + "-" + subIndex;
    return new Processed(subIndex, name, key, "sha" + subIndex, width, height, 5_000, FRAMING);
  }
}
