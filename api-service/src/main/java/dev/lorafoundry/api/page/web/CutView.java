package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;

/**
 * What is trained of an original, drawn over a small copy of it. All sizes but the original's own
 * are those of the original once it was brought to scale.
 *
 * @param source address of the small copy
 * @param original size of the original, for people
 */
record CutView(
    String source, String original, int width, int height, int left, int top, Trained trained) {

  /** What is trained, in pixels. */
  record Trained(int width, int height) {}

  static CutView of(String id, Framing framing, int width, int height) {
    // why: where it was cut off, nobody has told how much on the right and below, which is as much
    Overflow beyond = framing.kept().orElse(new Overflow(2 * framing.left(), 2 * framing.top()));
    return new CutView(
        "/api/v1/pictures/" + id + "/original?width=512",
        framing.originalWidth() + " × " + framing.originalHeight(),
        width + beyond.columns(),
        height + beyond.rows(),
        framing.left(),
        framing.top(),
        new Trained(width, height));
  }

  public String viewBox() {
    return "0 0 %d %d".formatted(width, height);
  }

  /** Path around what is trained: all that is not. */
  public String shade() {
    return "M0 0H%dV%dH0Z M%d %dv%dh%dv-%dZ"
        .formatted(width, height, left, top, trained.height(), trained.width(), trained.height());
  }

  /** How it came to its size. */
  public Phrase text() {
    return Phrase.of(
        width == trained.width() && height == trained.height() ? "picture.scaled" : "picture.cut",
        original,
        width + " × " + height,
        trained.width() + " × " + trained.height());
  }
}
