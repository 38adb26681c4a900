package dev.lorafoundry.api.page.web;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Pictures as PNG files. */
final class Drawings {
  private static final float GOLDEN = 0.618f;

  private Drawings() {}

  /** A square of a colour of its own for each number, with a disc on it. */
  static byte[] square(int size, int number) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    draw(image, 0, size, number);
    return png(image);
  }

  /** Such squares side by side. */
  static byte[] grid(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i * height < width; i++) {
      draw(image, i * height, height, i);
    }
    return png(image);
  }

  /** A zip of pictures that nothing makes smaller, of about 3.6 MB each. */
  static byte[] largeZip(int pictures) {
    Random noise = new Random(7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 1; i <= pictures; i++) {
        BufferedImage image = new BufferedImage(1100, 1100, BufferedImage.TYPE_INT_RGB);
        int[] points = noise.ints(1100 * 1100).toArray();
        image.setRGB(0, 0, 1100, 1100, points, 0, 1100);
        zip.putNextEntry(new ZipEntry(i + ".png"));
        zip.write(png(image));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void draw(BufferedImage image, int left, int size, int number) {
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.getHSBColor(number * GOLDEN, 0.35f, 0.95f));
    pen.fillRect(left, 0, size, size);
    pen.setColor(Color.getHSBColor(number * GOLDEN + 0.5f, 0.7f, 0.7f));
    pen.fillOval(left + size / 4, size / 4, size / 2, size / 2);
    pen.dispose();
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
