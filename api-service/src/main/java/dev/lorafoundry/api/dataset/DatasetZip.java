package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.picture.PicturePlaces;
import dev.lorafoundry.api.project.SafeNames;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A dataset as a zip file, of which no more than one picture is in memory while it is written. */
public final class DatasetZip {
  private final String name;
  private final List<Entry> entries;
  private final ObjectStore store;
  private final Masks masks;

  DatasetZip(String name, List<Entry> entries, ObjectStore store, Masks masks) {
    this.name = name;
    this.entries = List.copyOf(entries);
    this.store = store;
    this.masks = masks;
  }

  /** Reads masks out of pictures. */
  record Masks(PictureReader reader, PicturePlaces places) {
    /** As a file; empty for a picture that is opaque after all. */
    private Optional<byte[]> of(Supplier<byte[]> picture) {
      return places.inTurn(() -> reader.opacity(picture.get()).map(PngFile::of));
    }
  }

  /** A file of the zip. */
  sealed interface Entry {
    /** Where it lies in the zip. */
    String path();
  }

  /** A file from the object store. */
  record Stored(String path, String key) implements Entry {}

  /** A text. */
  record Text(String path, String text) implements Entry {}

  /** The mask that a picture has as its transparency. */
  record MaskWithin(String path, String key) implements Entry {}

  /** What the file should be called. */
  public String fileName() {
    return SafeNames.part(name) + ".zip";
  }

  List<String> paths() {
    return entries.stream().map(Entry::path).toList();
  }

  /**
   * Writes the zip file. One that breaks off has no end by which it could pass for a whole one.
   *
   * @throws IOException if it can't be written there
   */
  public void write(OutputStream out) throws IOException {
    // why: closing it, after a failure too, would write that end
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.NO_COMPRESSION); // why: pictures are compressed already
    for (Entry entry : entries) {
      Optional<InputStream> content = open(entry);
      if (content.isPresent()) {
        zip.putNextEntry(new ZipEntry(entry.path()));
        try (InputStream in = content.orElseThrow()) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  private Optional<InputStream> open(Entry entry) {
    if (entry instanceof Stored stored) {
      return Optional.of(store.open(new ObjectKey(stored.key())));
    }
    return bytes(entry).map(ByteArrayInputStream::new);
  }

  private Optional<byte[]> bytes(Entry entry) {
    return entry instanceof MaskWithin mask
        ? masks.of(() -> store.read(new ObjectKey(mask.key())))
        : Optional.of(((Text) entry).text().getBytes(StandardCharsets.UTF_8));
  }
}
