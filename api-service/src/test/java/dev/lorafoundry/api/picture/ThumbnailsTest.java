package dev.lorafoundry.api.picture;

import static dev.lorafoundry.api.picture.Thumbnails.Bound.BOTH_SIDES;
import static dev.lorafoundry.api.picture.Thumbnails.Bound.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest {
  private static final ObjectKey KEY = new ObjectKey("datasets/a/originals/b");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Thumbnails thumbnails =
      new Thumbnails(
          store,
          new PictureReader(PictureReader.Limits.DEFAULTS),
          new PicturePlaces(2, Duration.ofMinutes(1), 1 << 20));

  @Test
  void fitsPicturesIntoASquareAndKeepsTheirShape() throws IOException {
    put(PngFile.of(halves(1500, 3000)));

    BufferedImage small = read(thumbnails.of(KEY, 256, BOTH_SIDES));

    assertThat(small.getWidth()).isEqualTo(128);
    assertThat(small.getHeight()).isEqualTo(256);
    assertThat(new Color(small.getRGB(64, 20)).getRed()).isGreaterThan(200);
    assertThat(new Color(small.getRGB(64, 236)).getRed()).isLessThan(50);
  }

  @Test
  void bringsPicturesToOneWidthHoweverHighTheyAre() throws IOException {
    put(PngFile.of(halves(1000, 1500)));

    byte[] file = thumbnails.of(KEY, 256, WIDTH);

    BufferedImage small = read(file);
    assertThat(file).startsWith(0xff, 0xd8);
    assertThat(small.getWidth()).isEqualTo(256);
    assertThat(small.getHeight()).isEqualTo(384);
  }

  @Test
  void enlargesNothing() throws IOException {
    put(PngFile.of(halves(30, 20)));

    assertThat(read(thumbnails.of(KEY, 512, BOTH_SIDES)).getWidth()).isEqualTo(30);
  }

  @Test
  void keepsWhatItHasMade() {
    put(PngFile.of(halves(300, 200)));
    byte[] made = thumbnails.of(KEY, 128, BOTH_SIDES);
    store.delete(KEY);

    assertThat(thumbnails.of(KEY, 128, BOTH_SIDES)).isSameAs(made);
  }

  @Test
  void forgetsThoseThatNobodyHasAskedForLongest() {
    RecentFiles files = new RecentFiles(10);
    files.keep("a", new byte[4]);
    files.keep("b", new byte[4]);

    assertThat(files.find("a")).isPresent();
    files.keep("c", new byte[4]);

    assertThat(files.find("b")).isEmpty();
    assertThat(files.find("a")).isPresent();
    files.keep("large", new byte[11]);
    assertThat(files.find("large")).isEmpty();
  }

  @Test
  void refusesOtherWidthsAndWhatIsNoPicture() {
    put(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> thumbnails.of(KEY, 4_000, BOTH_SIDES))
        .isInstanceOf(ThumbnailRefused.class)
        .hasMessage(
            "width 4000 is not allowed: use 128, 256 or 512, or leave it out for the whole picture.");
    assertThatThrownBy(() -> thumbnails.of(KEY, 128, BOTH_SIDES))
        .isInstanceOf(ThumbnailRefused.class)
        .hasMessageContaining("not a picture");
  }

  @Test
  void keepsToTheLimitsOfItsReader() {
    put(PngFile.of(halves(300, 200)));
    Thumbnails strict =
        new Thumbnails(
            store,
            new PictureReader(new PictureReader.Limits(1 << 20, 1_000, Duration.ofSeconds(20))),
            new PicturePlaces(2, Duration.ofMinutes(1), 1 << 20));

    assertThatThrownBy(() -> strict.of(KEY, 128, BOTH_SIDES))
        .hasMessageContaining("at most 1,000 in all");
  }

  @Test
  void leavesItsPlaceWhereThereIsNoPicture() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> thumbnails.of(KEY, 128, WIDTH)).isInstanceOf(NoSuchObject.class);
    }
    put(PngFile.of(halves(30, 20)));

    assertThat(thumbnails.of(KEY, 128, WIDTH)).isNotEmpty();
  }

  @Test
  void refusesOneMoreWhileOthersTakeTooLong() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    Thumbnails busy =
        new Thumbnails(
            stuck(begun, end),
            new PictureReader(PictureReader.Limits.DEFAULTS),
            new PicturePlaces(2, Duration.ofMillis(20), 1 << 20));
    Thread upload = new Thread(() -> assertThat(busy.of(KEY, 128, BOTH_SIDES)).isNotEmpty());
    Thread preview = new Thread(() -> assertThat(busy.of(KEY, 128, WIDTH)).isNotEmpty());
    upload.start();
    preview.start();
    begun.await();

    assertThatThrownBy(() -> busy.of(KEY, 256, BOTH_SIDES))
        .isInstanceOf(PicturesBusy.class)
        .hasMessageContaining("again soon");
    end.countDown();
    upload.join();
    preview.join();
    assertThat(busy.of(KEY, 256, BOTH_SIDES)).isNotEmpty();
  }

  /** A store that gives its only picture once it may. */
  private static ObjectStore stuck(CountDownLatch begun, CountDownLatch end) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (store, method, arguments) -> {
              begun.countDown();
              end.await();
              return PngFile.of(halves(30, 20));
            });
  }

  private void put(byte[] file) {
    store.put(KEY, Content.of(file, Content.PNG));
  }

  /** White above, black below. */
  private static BufferedImage halves(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height / 2);
    pen.dispose();
    return image;
  }

  private static BufferedImage read(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
