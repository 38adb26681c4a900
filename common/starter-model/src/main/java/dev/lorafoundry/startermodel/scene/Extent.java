package dev.lorafoundry.startermodel.scene;

/** How large a shape is, and how far from the middle it may lie; shares of the picture's side. */
enum Extent {
  SMALL("small", 0.22, 0.19),
  MEDIUM("medium", 0.28, 0.16),
  LARGE("large", 0.35, 0.1);

  private final String word;
  private final double radius;
  private final double shift;

  Extent(String word, double radius, double shift) {
    this.word = word;
    this.radius = radius;
    this.shift = shift;
  }

  /** The word in captions. */
  String word() {
    return word;
  }

  double radius() {
    return radius;
  }

  double shift() {
    return shift;
  }
}
