package dev.lorafoundry.api.picture;

import dev.lorafoundry.diffusion.picture.PictureReader;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where whole pictures are decoded for people who look at them: a few at a time, so that they take
 * neither all processors nor more than their part of the memory.
 */
public final class PicturePlaces {
  private final Semaphore places;
  private final int count;
  private final Duration patience;
  private final long memory;

  /**
   * @param count of pictures at a time
   * @param patience how long one waits for a place
   * @param memory bytes that all of them may take together
   */
  public PicturePlaces(int count, Duration patience, long memory) {
    this.places = new Semaphore(count, /* fair= */ true);
    this.count = count;
    this.patience = patience;
    this.memory = memory;
  }

  /** Reads what fits into one place. */
  public PictureReader reader(PictureReader.Limits limits) {
    return new PictureReader(limits, memory / count);
  }

  /**
   * Does the work once there is a place.
   *
   * @throws PicturesBusy if others take too long
   */
  public <T> T with(Supplier<T> work) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PicturesBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PicturesBusy();
    }
    return release(work);
  }

  /** Does the work once there is a place, however long that takes: for who can't ask again. */
  public <T> T inTurn(Supplier<T> work) {
    places.acquireUninterruptibly();
    return release(work);
  }

  private <T> T release(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
