package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PngFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files to upload. */
public final class TestFiles {
  private TestFiles() {}

  /** A small picture; those of other colours have other content. */
  public static byte[] png(int colour) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, colour);
    return PngFile.of(image);
  }

  /** A PNG whose header says that it is of this size, and which is hardly more than its header. */
  public static byte[] pngHeader(int width, int height) {
    byte[] png = png(0);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    return png;
  }

  public static byte[] zip(Map<String, byte[]> entries) {
    return zip(entries, StandardCharsets.UTF_8);
  }

  /** A zip file whose names are written so. */
  static byte[] zip(Map<String, byte[]> entries, Charset names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A zip file of empty entries, of which its directory says, in fields for large files, that each
   * has so many bytes, packed and unpacked.
   */
  static byte[] zipThatClaims(int entries, long bytes) {
    int header = 31;
    int place = 67;
    int end = 22;
    ByteBuffer zip = ByteBuffer.allocate(entries * (header + place) + end);
    zip.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries; i++) {
      zip.putInt(0x04034b50).putShort((short) 45).put(new byte[20]);
      zip.putShort((short) 1).putShort((short) 0).put((byte) ('a' + i));
    }
    for (int i = 0; i < entries; i++) {
      zip.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).put(new byte[12]);
      zip.putInt(-1).putInt(-1).putShort((short) 1).putShort((short) 20).put(new byte[10]);
      zip.putInt(i * header).put((byte) ('a' + i));
      zip.putShort((short) 1).putShort((short) 16).putLong(bytes).putLong(bytes);
    }
    zip.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    zip.putInt(entries * place).putInt(entries * header).putShort((short) 0);
    return zip.array();
  }
}
