package dev.lorafoundry.startermodel.scene;

/** The colour at each point of a shape, in the shape's coordinates. */
@FunctionalInterface
interface Paint {
  Rgb at(double x, double y);

  static Paint plain(Rgb colour) {
    return (x, y) -> colour;
  }
}
