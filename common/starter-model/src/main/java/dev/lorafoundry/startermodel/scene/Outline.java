package dev.lorafoundry.startermodel.scene;

/** What lies inside a shape, in coordinates where the shape fits into [-1, 1]; y points down. */
@FunctionalInterface
public interface Outline {
  boolean contains(double x, double y);

  /** A circle around the middle. */
  static Outline circle(double radius) {
    return (x, y) -> x * x + y * y <= radius * radius;
  }

  /** A rectangle around the middle, by half its sides. */
  static Outline rectangle(double halfWidth, double halfHeight) {
    return (x, y) -> Math.abs(x) <= halfWidth && Math.abs(y) <= halfHeight;
  }

  /** The points on the inner side of all edges or of an odd number of crossings. */
  static Outline polygon(double... corners) {
    return (x, y) -> {
      boolean inside = false;
      int count = corners.length / 2;
      for (int i = 0, j = count - 1; i < count; j = i++) {
        double xi = corners[2 * i];
        double yi = corners[2 * i + 1];
        double xj = corners[2 * j];
        double yj = corners[2 * j + 1];
        if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
          inside = !inside;
        }
      }
      return inside;
    };
  }

  /** A star with so many points. */
  static Outline star(int points, double innerRadius) {
    double[] corners = new double[4 * points];
    for (int i = 0; i < 2 * points; i++) {
      double radius = i % 2 == 0 ? 1 : innerRadius;
      double angle = Math.PI * i / points - Math.PI / 2;
      corners[2 * i] = radius * Math.cos(angle);
      corners[2 * i + 1] = radius * Math.sin(angle);
    }
    return polygon(corners);
  }

  default Outline or(Outline other) {
    return (x, y) -> contains(x, y) || other.contains(x, y);
  }

  default Outline without(Outline other) {
    return (x, y) -> contains(x, y) && !other.contains(x, y);
  }
}
