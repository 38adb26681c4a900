package dev.lorafoundry.api.picture;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where whole pictures are decoded for people who look at them: a few at a time, so that they take
 * neither all processors nor much memory.
 */
public final class PicturePlaces {
  private static final int AT_ONCE = 2;

  private final Semaphore places = new Semaphore(AT_ONCE, /* fair= */ true);
  private final Duration patience;

  /**
   * @param patience how long one waits for a place
   */
  public PicturePlaces(Duration patience) {
    this.patience = patience;
  }

  /**
   * Does the work once there is a place.
   *
   * @throws PicturesBusy if others take too long
   */
  public <T> T with(Supplier<T> work) {
    await();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private void await() {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PicturesBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PicturesBusy();
    }
  }
}
