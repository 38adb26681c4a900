package dev.lorafoundry.diffusion.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes PNG files, with text chunks where wanted. */
public final class PngFile {
  private static final String FORMAT = "javax_imageio_png_1.0";

  private PngFile() {}

  /** The picture as a PNG file. */
  public static byte[] of(BufferedImage image) {
    return of(image, Map.of());
  }

  /**
   * The picture as a PNG file with text: {@code tEXt} chunks for Latin-1, {@code iTXt} for the
   * rest, as the webui writes and reads its generation parameters.
   */
  public static byte[] of(BufferedImage image, Map<String, String> texts) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      if (!texts.isEmpty()) {
        metadata.mergeTree(FORMAT, tree(texts));
      }
      writer.write(new IIOImage(image, null, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG can't be written to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode tree(Map<String, String> texts) {
    IIOMetadataNode plain = new IIOMetadataNode("tEXt");
    IIOMetadataNode international = new IIOMetadataNode("iTXt");
    texts.forEach(
        (keyword, text) -> {
          if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            plain.appendChild(plainEntry(keyword, text));
          } else {
            international.appendChild(internationalEntry(keyword, text));
          }
        });
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    if (plain.hasChildNodes()) {
      root.appendChild(plain);
    }
    if (international.hasChildNodes()) {
      root.appendChild(international);
    }
    return root;
  }

  private static IIOMetadataNode plainEntry(String keyword, String text) {
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", keyword);
    entry.setAttribute("value", text);
    return entry;
  }

  private static IIOMetadataNode internationalEntry(String keyword, String text) {
    IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
    entry.setAttribute("keyword", keyword);
    entry.setAttribute("compressionFlag", "FALSE");
    entry.setAttribute("compressionMethod", "0");
    entry.setAttribute("languageTag", "");
    entry.setAttribute("translatedKeyword", keyword);
    entry.setAttribute("text", text);
    return entry;
  }
}
