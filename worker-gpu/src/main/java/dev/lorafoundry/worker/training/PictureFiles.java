package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pictures that a training reads again and again: each is fetched when it is asked for the first
 * time, and read from a file of the attempt from then on. What would take more than its share of
 * the disk is fetched each time.
 */
final class PictureFiles {
  /** why: the folder is for files on their way, for which installations plan ten gigabytes. */
  static final long SHARE = 4L << 30;

  private final Dataset dataset;
  private final Path folder;
  private final Runnable beforeFetching;
  private final Map<Picture, Path> fetched = new HashMap<>();
  private final long share;
  private long taken;

  /**
   * @param folder of this attempt alone
   * @param beforeFetching is run each time a picture has to be fetched
   */
  PictureFiles(Dataset dataset, Path folder, Runnable beforeFetching) {
    this(dataset, folder, beforeFetching, SHARE);
  }

  /**
   * @param share bytes that all files may take
   */
  PictureFiles(Dataset dataset, Path folder, Runnable beforeFetching, long share) {
    this.share = share;
    this.dataset = dataset;
    this.folder = folder;
    this.beforeFetching = beforeFetching;
  }

  BufferedImage picture(Picture picture) {
    Path known = fetched.get(picture);
    if (known != null) {
      return Dataset.read(known);
    }
    beforeFetching.run();
    return taken < share ? kept(picture) : dataset.picture(picture);
  }

  private BufferedImage kept(Picture picture) {
    Path file = folder.resolve("picture-%d.png".formatted(fetched.size()));
    dataset.download(picture, file);
    fetched.put(picture, file);
    taken += bytes(file);
    return Dataset.read(file);
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
