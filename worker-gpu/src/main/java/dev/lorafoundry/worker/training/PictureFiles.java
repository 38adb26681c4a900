package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pictures that a training reads again and again: each is fetched when it is asked for the first
 * time, and read from a file of the attempt from then on.
 */
final class PictureFiles {
  private final Dataset dataset;
  private final Path folder;
  private final Runnable beforeFetching;
  private final Map<Picture, Path> fetched = new HashMap<>();

  /**
   * @param folder of this attempt alone
   * @param beforeFetching is run each time a picture has to be fetched
   */
  PictureFiles(Dataset dataset, Path folder, Runnable beforeFetching) {
    this.dataset = dataset;
    this.folder = folder;
    this.beforeFetching = beforeFetching;
  }

  BufferedImage picture(Picture picture) {
    return Dataset.read(fetched.computeIfAbsent(picture, this::fetch));
  }

  private Path fetch(Picture picture) {
    beforeFetching.run();
    Path file = folder.resolve("picture-%d.png".formatted(fetched.size()));
    dataset.download(picture, file);
    return file;
  }
}
