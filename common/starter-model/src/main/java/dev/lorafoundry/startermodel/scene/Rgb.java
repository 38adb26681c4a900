package dev.lorafoundry.startermodel.scene;

/** A colour; each part in [0, 1]. */
public record Rgb(double red, double green, double blue) {
  /** A colour by its usual numbers, 0 to 255. */
  static Rgb of(int red, int green, int blue) {
    return new Rgb(red / 255.0, green / 255.0, blue / 255.0);
  }

  /** The same hue, brighter or darker. */
  Rgb times(double factor) {
    return new Rgb(clamped(red * factor), clamped(green * factor), clamped(blue * factor));
  }

  /** This colour with a share of another. */
  Rgb mixed(Rgb other, double share) {
    return new Rgb(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  /** Angle on the colour wheel in degrees, red 0, green 120, blue 240; 0 for grey. */
  public double hue() {
    double highest = Math.max(red, Math.max(green, blue));
    double chroma = chroma();
    if (chroma == 0) {
      return 0;
    }
    if (highest == red) {
      return (60 * (green - blue) / chroma + 360) % 360;
    }
    return highest == green ? 60 * (blue - red) / chroma + 120 : 60 * (red - green) / chroma + 240;
  }

  /** How far from grey. */
  public double chroma() {
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }

  /** Euclidean distance, at most √3. */
  public double distance(Rgb other) {
    double r = red - other.red;
    double g = green - other.green;
    double b = blue - other.blue;
    return Math.sqrt(r * r + g * g + b * b);
  }

  private static double clamped(double part) {
    return Math.min(1, Math.max(0, part));
  }
}
