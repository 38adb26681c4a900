package dev.lorafoundry.api.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest {
  private static final String KEY = "previews/p/e1/0-0-0.png";

  private final ObjectStore store = new InMemoryObjectStore();
  private final Thumbnails thumbnails = new Thumbnails(store, Duration.ofMinutes(1));

  @Test
  void makesASmallJpegOfTheSameShape() throws IOException {
    store(1024, 1536);

    byte[] small = thumbnails.of(KEY, 256);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(small));
    assertThat(small).startsWith(0xff, 0xd8);
    assertThat(image.getWidth()).isEqualTo(256);
    assertThat(image.getHeight()).isEqualTo(384);
    Color left = new Color(image.getRGB(10, 10));
    assertThat(left.getRed()).isGreaterThan(230);
    assertThat(left.getBlue()).isLessThan(30);
    assertThat(small.length).isLessThan(10_000);
  }

  @Test
  void enlargesNothing() throws IOException {
    store(64, 32);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnails.of(KEY, 256)));

    assertThat(image.getWidth()).isEqualTo(64);
  }

  @Test
  void leavesItsPlaceWhereThereIsNoPicture() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> thumbnails.of(KEY, 128)).isInstanceOf(NoSuchObject.class);
    }
    store(64, 64);

    assertThat(thumbnails.of(KEY, 128)).isNotEmpty();
  }

  @Test
  void refusesOneMoreWhileOthersTakeTooLong() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    Thumbnails busy = new Thumbnails(stuck(begun, end), Duration.ofMillis(20));
    ExecutorService others = Executors.newFixedThreadPool(2);
    try {
      others.execute(() -> quietly(busy));
      others.execute(() -> quietly(busy));
      begun.await();

      assertThatThrownBy(() -> busy.of(KEY, 128))
          .isInstanceOf(ThumbnailsBusy.class)
          .hasMessageContaining("ask for this one again soon");
    } finally {
      end.countDown();
      others.shutdown();
    }
  }

  private static void quietly(Thumbnails thumbnails) {
    assertThatThrownBy(() -> thumbnails.of(KEY, 128)).isNotNull();
  }

  /** A store that answers nothing until the end. */
  private static ObjectStore stuck(CountDownLatch begun, CountDownLatch end) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              begun.countDown();
              end.await();
              throw new NoSuchObject(new ObjectKey(KEY));
            });
  }

  /** Red on the left, blue on the right. */
  private void store(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? 0xff0000 : 0x0000ff);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    store.put(new ObjectKey(KEY), Content.of(bytes.toByteArray(), Content.PNG));
  }
}
