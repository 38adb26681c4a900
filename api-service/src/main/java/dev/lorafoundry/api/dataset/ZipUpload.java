package dev.lorafoundry.api.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An uploaded zip file. Sizes are judged by its directory before anything is unpacked, and no entry
 * is read beyond the size that the directory tells, so that a bomb does not go off.
 */
final class ZipUpload implements AutoCloseable {
  private static final int SMALL = 1 << 20;
  private static final Charset OLD_NAMES =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private final ZipFile zip;
  private final List<ZipEntry> files = new ArrayList<>();

  private ZipUpload(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens a zip file.
   *
   * @throws FileRefused if it is none that can be used
   */
  static ZipUpload open(Path file, DatasetSettings limits) throws IOException {
    ZipDirectory.requireSmall(file, limits.maxZipEntries());
    ZipDirectory.requireNoPassword(file);
    ZipUpload upload = new ZipUpload(openFile(file));
    try {
      upload.collect(limits);
      return upload;
    } catch (RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  private static ZipFile openFile(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      return openWithOldNames(file);
    }
  }

  /** As packed by systems that do not write names in UTF-8. */
  private static ZipFile openWithOldNames(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), OLD_NAMES);
    } catch (ZipException e) {
      throw new FileRefused("The zip file is damaged or incomplete: pack it again.");
    }
  }

  private void collect(DatasetSettings limits) {
    if (zip.size() > limits.maxZipEntries()) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "The zip file has %,d entries; at most %,d are allowed: pack fewer.",
              zip.size(),
              limits.maxZipEntries()));
    }
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!entry.isDirectory() && !isLitter(entry.getName())) {
        requireSize(entry);
        requireRatio(entry, limits);
        files.add(entry);
      }
    }
  }

  /** Before 17.0.8, Java reads fields for large files as they are, negative ones among them. */
  private static void requireSize(ZipEntry entry) {
    if (entry.getSize() < 0) {
      throw new FileRefused(
          "The zip file tells a wrong size for '%s': pack it again."
              .formatted(FileName.shown(entry.getName())));
    }
  }

  private static void requireRatio(ZipEntry entry, DatasetSettings limits) {
    if (entry.getSize() > SMALL
        && entry.getSize() / Math.max(1, entry.getCompressedSize()) > limits.maxZipRatio()) {
      throw new FileRefused(
          "The zip file looks like a bomb: an entry grows more than %d times when unpacked. Upload the pictures themselves."
              .formatted(limits.maxZipRatio()));
    }
  }

  /** What the systems of those who pack zip files add by themselves. */
  private static boolean isLitter(String name) {
    return name.startsWith("__MACOSX/")
        || name.endsWith(".DS_Store")
        || name.endsWith("Thumbs.db")
        || name.endsWith("desktop.ini");
  }

  List<ZipEntry> files() {
    return List.copyOf(files);
  }

  /** Of all files together, as the directory says; what a long can't hold is the largest long. */
  long unpackedBytes() {
    long bytes = 0;
    for (ZipEntry entry : files) {
      bytes += Math.min(entry.getSize(), Long.MAX_VALUE - bytes);
    }
    return bytes;
  }

  /**
   * An entry's content.
   *
   * @throws FileRefused if it can't be used
   */
  byte[] read(ZipEntry entry, long most) {
    requireSafeName(entry.getName());
    if (entry.getSize() > most) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "The file has %,d bytes; at most %,d are allowed.",
              entry.getSize(),
              most));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize() + 1));
      if (bytes.length != entry.getSize()) {
        throw new FileRefused("The zip file tells a wrong size for it: pack it again.");
      }
      return bytes;
    } catch (IOException e) {
      throw new FileRefused("The zip file is damaged there: pack it again.");
    }
  }

  private static void requireSafeName(String name) {
    if (FileName.leadsOut(name)) {
      throw new FileRefused(
          "The entry's name leads out of the zip file: pack it again without '..' and without a"
              + " leading '/'.");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
