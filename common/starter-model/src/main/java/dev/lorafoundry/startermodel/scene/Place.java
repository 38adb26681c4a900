package dev.lorafoundry.startermodel.scene;

/** Where a shape lies. */
enum Place {
  MIDDLE("in the middle", 0, 0),
  LEFT("on the left", -1, 0),
  RIGHT("on the right", 1, 0),
  TOP("at the top", 0, -1),
  BOTTOM("at the bottom", 0, 1);

  private final String words;
  private final int x;
  private final int y;

  Place(String words, int x, int y) {
    this.words = words;
    this.x = x;
    this.y = y;
  }

  /** The words in captions. */
  String words() {
    return words;
  }

  int x() {
    return x;
  }

  int y() {
    return y;
  }
}
