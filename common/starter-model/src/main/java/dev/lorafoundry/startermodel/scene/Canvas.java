package dev.lorafoundry.startermodel.scene;

import java.awt.image.BufferedImage;

/** A square picture on which shapes are painted with soft edges, in plain arithmetic. */
final class Canvas {
  private static final int SAMPLES = 3; // in each direction, for every pixel

  private final int side;
  private final float[] pixels; // red, green and blue planes

  Canvas(int side, Paint ground) {
    this.side = side;
    pixels = new float[3 * side * side];
    paint(new Placement(0.5, 0.5, 1, 0), (x, y) -> true, ground);
  }

  /**
   * Where a shape is painted, in shares of the picture's side.
   *
   * @param radius from the shape's middle to its border
   * @param angle in radians, clockwise
   */
  record Placement(double x, double y, double radius, double angle) {}

  void paint(Placement at, Outline outline, Paint paint) {
    double reach = at.radius * 1.5;
    int fromX = pixel(at.x - reach);
    int toX = pixel(at.x + reach);
    int fromY = pixel(at.y - reach);
    int toY = pixel(at.y + reach);
    for (int y = fromY; y < toY; y++) {
      for (int x = fromX; x < toX; x++) {
        paintPixel(x, y, at, outline, paint);
      }
    }
  }

  private void paintPixel(int x, int y, Placement at, Outline outline, Paint paint) {
    double cos = Math.cos(at.angle);
    double sin = Math.sin(at.angle);
    double red = 0;
    double green = 0;
    double blue = 0;
    int inside = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
      int column = i % SAMPLES;
      int row = i / SAMPLES;
      double dx = ((x + (column + 0.5) / SAMPLES) / side - at.x) / at.radius;
      double dy = ((y + (row + 0.5) / SAMPLES) / side - at.y) / at.radius;
      double u = dx * cos + dy * sin;
      double v = dy * cos - dx * sin;
      if (outline.contains(u, v)) {
        Rgb colour = paint.at(u, v);
        red += colour.red();
        green += colour.green();
        blue += colour.blue();
        inside++;
      }
    }
    int place = y * side + x;
    blend(place, red, inside);
    blend(place + side * side, green, inside);
    blend(place + 2 * side * side, blue, inside);
  }

  private void blend(int index, double sum, int inside) {
    double outside = SAMPLES * SAMPLES - inside;
    pixels[index] = (float) ((pixels[index] * outside + sum) / (SAMPLES * SAMPLES));
  }

  /** Planes of red, green and blue in [-1, 1]: (3, side, side). */
  float[] planes() {
    float[] planes = new float[pixels.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = 2 * pixels[i] - 1;
    }
    return planes;
  }

  BufferedImage toImage() {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int plane = side * side;
    for (int i = 0; i < plane; i++) {
      int rgb = level(i) << 16 | level(i + plane) << 8 | level(i + 2 * plane);
      image.setRGB(i % side, i / side, rgb);
    }
    return image;
  }

  private int level(int index) {
    return (int) Math.rint(255 * pixels[index]);
  }

  private int pixel(double share) {
    return (int) Math.min(side, Math.max(0, Math.floor(share * side)));
  }
}
