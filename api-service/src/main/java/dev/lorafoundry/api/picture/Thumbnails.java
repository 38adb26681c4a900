package dev.lorafoundry.api.picture;

import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureReader.Header;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.Optional;
import java.util.Set;

/**
 * Small copies of pictures in the object store, as JPEG files: of uploads, training pictures and
 * previews. They are made when somebody asks for them, a few at a time, so that a page of thousands
 * takes neither all processors nor much memory, and the latest are kept: objects never change under
 * their keys.
 */
public final class Thumbnails {
  public static final String MEDIA_TYPE = "image/jpeg";

  private static final Set<Integer> WIDTHS = Set.of(128, 256, 512);
  private static final int BYTES_KEPT = 32 << 20;

  private final ObjectStore store;
  private final PictureReader reader;
  private final PicturePlaces places;
  private final RecentFiles recent = new RecentFiles(BYTES_KEPT);

  /** What the width of a small copy bounds; no picture is enlarged. */
  public enum Bound {
    /** The width alone, for columns of one width; of pictures whose shapes are ours. */
    WIDTH {
      @Override
      double scale(int width, Header picture) {
        return (double) width / picture.width();
      }
    },
    /** Both sides, so that a long picture takes no more than a square. */
    BOTH_SIDES {
      @Override
      double scale(int width, Header picture) {
        return (double) width / Math.max(picture.width(), picture.height());
      }
    };

    abstract double scale(int width, Header picture);

    private CoverCrop size(int width, Header picture) {
      double scale = Math.min(1, scale(width, picture));
      return new CoverCrop(
          Math.max(1, (int) Math.round(picture.width() * scale)),
          Math.max(1, (int) Math.round(picture.height() * scale)));
    }
  }

  /**
   * @param reader whose limits hold
   * @param places where they are made
   */
  public Thumbnails(ObjectStore store, PictureReader reader, PicturePlaces places) {
    this.store = store;
    this.reader = reader;
    this.places = places;
  }

  /**
   * A small copy of the picture; a smaller picture keeps its size.
   *
   * @param width 128, 256 or 512
   * @throws ThumbnailRefused if the width is another, or the object is no picture that can be read
   * @throws PicturesBusy if too many others are being made
   */
  public byte[] of(ObjectKey key, int width, Bound bound) {
    requireAllowed(width);
    String name = bound + " " + width + " " + key;
    Optional<byte[]> known = recent.find(name);
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    return places.with(
        () -> recent.find(name).orElseGet(() -> recent.keep(name, made(key, width, bound))));
  }

  /**
   * @throws ThumbnailRefused if there are no copies of this width
   */
  public static void requireAllowed(int width) {
    if (!WIDTHS.contains(width)) {
      throw new ThumbnailRefused(
          "width %d is not allowed: use 128, 256 or 512, or leave it out for the whole picture."
              .formatted(width));
    }
  }

  private byte[] made(ObjectKey key, int width, Bound bound) {
    try {
      byte[] file = store.read(key);
      CoverCrop size = bound.size(width, reader.inspectUpright(file));
      int longer = Math.max(size.width(), size.height());
      return JpegFile.of(size.apply(reader.readSmall(file, longer)));
    } catch (PictureRefused e) {
      throw new ThumbnailRefused(String.valueOf(e.getMessage()), e);
    }
  }
}
