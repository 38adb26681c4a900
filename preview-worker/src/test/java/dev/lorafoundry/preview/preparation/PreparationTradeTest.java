package dev.lorafoundry.preview.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.CropMode;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import dev.lorafoundry.preview.Attempts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

final class PreparationTradeTest {
  private static final PictureReader.Limits LIMITS =
      new PictureReader.Limits(10_000, 1_000_000, Duration.ofSeconds(10));

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PreparationTrade trade = new PreparationTrade(store, LIMITS, meters);
  private final VersionId version = VersionId.random();
  private final List<PreparationJob.Original> originals = new ArrayList<>();

  @Test
  void bringsPicturesToSizeUnderTheOriginalsNames() {
    add("foo", picture(200, 100));
    add("bar", picture(64, 64));
    PreparationJob job = job(settings(64, 96, CropMode.COVER, false));

    Attempts attempts = perform(job);

    List<PreparationEvent.PicturePrepared> prepared =
        attempts.events(PreparationEvent.PicturePrepared.class);
    assertThat(prepared).hasSize(2);
    PreparationEvent.Processed first = prepared.get(0).processed().get(0);
    assertThat(first.name()).isEqualTo("00000-0-foo.png");
    assertThat(first.key())
        .isEqualTo("datasets/%s/processed/%s/e3/00000-0-foo.png".formatted(version, job.id()));
    assertThat(prepared.get(1).processed().get(0).name()).isEqualTo("00001-0-bar.png");
    BufferedImage stored = stored(first);
    assertThat(List.of(stored.getWidth(), stored.getHeight())).containsExactly(64, 96);
    assertThat(first.bytes()).isEqualTo(store.read(ObjectKey.of(first.key())).length);
    PreparationEvent.Finished end = attempts.last(PreparationEvent.Finished.class);
    assertThat(List.of(end.prepared(), end.refused())).containsExactly(2, 0);
  }

  @Test
  void addsMirroredCopies() {
    BufferedImage half = picture(64, 64);
    half.setRGB(0, 0, Color.BLUE.getRGB());
    add("foo", half);

    Attempts attempts = perform(job(settings(64, 64, CropMode.NONE, true)));

    List<PreparationEvent.Processed> processed =
        attempts.events(PreparationEvent.PicturePrepared.class).get(0).processed();
    assertThat(processed)
        .extracting(PreparationEvent.Processed::name)
        .containsExactly("00000-0-foo.png", "00000-1-foo.png");
    assertThat(stored(processed.get(0)).getRGB(0, 0)).isEqualTo(Color.BLUE.getRGB());
    assertThat(stored(processed.get(1)).getRGB(63, 0)).isEqualTo(Color.BLUE.getRGB());
  }

  @Test
  void tellsHowPicturesWereTakenOutOfTheirOriginals() {
    add("wide", picture(201, 100)); // becomes 193 × 96
    add("high", picture(64, 128)); // becomes 64 × 128

    Attempts attempts = perform(job(settings(64, 96, CropMode.COVER, true)));

    assertThat(attempts.events(PreparationEvent.PicturePrepared.class))
        .flatExtracting(PreparationEvent.PicturePrepared::processed)
        .extracting(PreparationEvent.Processed::framing)
        .containsExactly(
            new Framing(201, 100, 64, 0),
            new Framing(201, 100, 65, 0),
            new Framing(64, 128, 0, 16),
            new Framing(64, 128, 0, 16));
  }

  @Test
  void givesEveryPictureASizeByItsAspectRatio() {
    add("wide", picture(201, 100)); // becomes 193 × 96
    add("high", picture(64, 128));
    add("square", picture(500, 500));

    Attempts attempts = perform(job(buckets(Map.of("flip", true))));

    assertThat(attempts.events(PreparationEvent.PicturePrepared.class))
        .flatExtracting(PreparationEvent.PicturePrepared::processed)
        .filteredOn(each -> each.subIndex() == 0)
        .extracting(each -> List.of(stored(each).getWidth(), stored(each).getHeight()))
        .containsExactly(List.of(160, 96), List.of(96, 160), List.of(128, 128));
    assertThat(attempts.events(PreparationEvent.PicturePrepared.class).get(0).processed())
        .extracting(PreparationEvent.Processed::framing)
        .containsExactly(new Framing(201, 100, 16, 0), new Framing(201, 100, 17, 0));
  }

  @Test
  void leavesSmallPicturesSmallIfAsked() {
    add("small", picture(70, 100));
    add("narrow", picture(400, 20));

    Attempts attempts = perform(job(buckets(Map.of("bucketNoUpscale", true))));

    assertThat(attempts.events(PreparationEvent.PicturePrepared.class))
        .singleElement()
        .satisfies(
            prepared ->
                assertThat(prepared.processed())
                    .extracting(each -> List.of(each.width(), each.height(), each.framing()))
                    .containsExactly(List.of(64, 96, new Framing(70, 100, 3, 2))));
    assertThat(attempts.events(PreparationEvent.PictureRefused.class).get(0).reason())
        .contains("400 × 20", "at least 32", "bucketNoUpscale false");
  }

  /** Of about 128 × 128 pixels, in steps of 32. */
  private static PreparationSettings buckets(Map<String, Object> others) {
    Map<String, Object> settings = new HashMap<>(others);
    settings.put("enableBucket", true);
    settings.put("width", 128);
    settings.put("height", 128);
    settings.put("minBucketResolution", 64);
    settings.put("maxBucketResolution", 256);
    settings.put("bucketResolutionSteps", 32);
    return SettingsCatalogue.PREPARATION.read(settings);
  }

  @Test
  void refusesOneByOneWithReasonsAndGoesOn() {
    add("good", picture(64, 64));
    addBytes("text", "no picture".getBytes(StandardCharsets.UTF_8));
    addBytes("large", new byte[20_000]);
    addBytes("half", halfOf(PngFile.of(picture(64, 64))));
    originals.add(original("gone"));
    add("also good", picture(64, 64));

    Attempts attempts = perform(job(settings(64, 64, CropMode.COVER, false)));

    assertThat(attempts.events(PreparationEvent.PictureRefused.class))
        .extracting(PreparationEvent.PictureRefused::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("not a picture"),
            reason -> assertThat(reason).contains("20,000 bytes", "10,000"),
            reason -> assertThat(reason).contains("damaged or incomplete"),
            reason -> assertThat(reason).contains("upload it again"));
    assertThat(attempts.events(PreparationEvent.PicturePrepared.class)).hasSize(2);
    assertThat(meters.get("lora.foundry.preparation.refused").counter().count()).isEqualTo(4);
    assertThat(meters.get("lora.foundry.preparation.pictures").counter().count()).isEqualTo(2);
  }

  @Test
  void refusesAnOriginalThatIsNotTheOneThatWasUploaded() {
    add("foo", picture(64, 64));
    add("bar", picture(64, 64));
    ObjectKey key = ObjectKey.of(originals.get(0).key());
    store.put(key, Content.of(PngFile.of(picture(96, 64)), Content.PNG));

    Attempts attempts = perform(job(settings(64, 64, CropMode.COVER, false)));

    assertThat(attempts.events(PreparationEvent.PictureRefused.class))
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(
                        "The original is not stored as it was uploaded, it is damaged: upload it"
                            + " again."));
    assertThat(attempts.events(PreparationEvent.PicturePrepared.class)).hasSize(1);
  }

  @Test
  void storesMasksInsideThePictures() {
    byte[] mask = PngFile.of(picture(64, 64)); // of red alone, which counts as white
    PreparationJob.Original original = original("foo", PngFile.of(picture(64, 64)));
    store.put(ObjectKey.of(original.key()), Content.of(PngFile.of(picture(64, 64)), Content.PNG));
    store.put(ObjectKey.of("datasets/m"), Content.of(mask, Content.PNG));
    originals.add(masked(original, "datasets/m", DigestUtils.sha256Hex(mask)));
    originals.add(masked(original, "datasets/gone", "00"));

    Attempts attempts = perform(job(settings(64, 64, CropMode.COVER, false)));

    PreparationEvent.PicturePrepared prepared =
        attempts.events(PreparationEvent.PicturePrepared.class).get(0);
    assertThat(prepared.maskSha256()).isEqualTo(DigestUtils.sha256Hex(mask));
    PreparationEvent.Processed processed = prepared.processed().get(0);
    assertThat(processed.masked()).isTrue();
    BufferedImage stored =
        new PictureReader(LIMITS).readGiven(store.read(ObjectKey.of(processed.key())));
    assertThat(stored.getColorModel().hasAlpha()).isTrue();
    assertThat(stored.getRGB(5, 5)).isEqualTo(Color.RED.getRGB());
    PreparationEvent.PictureRefused refused =
        attempts.events(PreparationEvent.PictureRefused.class).get(0);
    assertThat(refused.reason()).isEqualTo("The mask is no longer stored: upload it again.");
    assertThat(refused.maskSha256()).isEqualTo("00");
  }

  private static PreparationJob.Original masked(
      PreparationJob.Original original, String key, String sha256) {
    return new PreparationJob.Original(
        original.id(),
        original.index(),
        original.stem(),
        original.key(),
        original.sha256(),
        new PreparationJob.Mask(key, sha256));
  }

  @Test
  void refusesOtherSizesWhereNothingIsCropped() {
    add("foo", picture(80, 64));

    Attempts attempts = perform(job(settings(64, 64, CropMode.NONE, false)));

    assertThat(attempts.events(PreparationEvent.PictureRefused.class).get(0).reason())
        .contains("80 × 64", "64 × 64", "cover");
  }

  @Test
  void keepsOriginalsAsTheyAre() {
    add("foo", picture(200, 100));
    byte[] before = store.read(ObjectKey.of(originals.get(0).key()));

    perform(job(settings(64, 64, CropMode.COVER, true)));

    assertThat(store.read(ObjectKey.of(originals.get(0).key()))).isEqualTo(before);
  }

  @Test
  void keepsForeignCharactersOutOfKeysButNotOutOfNames() {
    add("Füße ../😀", picture(64, 64));

    PreparationEvent.Processed processed =
        perform(job(settings(64, 64, CropMode.COVER, false)))
            .events(PreparationEvent.PicturePrepared.class)
            .get(0)
            .processed()
            .get(0);

    assertThat(processed.name()).isEqualTo("00000-0-Füße ../😀.png");
    assertThat(processed.key()).endsWith("/00000-0-F__e_..__.png");
  }

  @Test
  void endsBetweenPicturesWhenCancelled() {
    add("foo", picture(64, 64));
    add("bar", picture(64, 64));
    PreparationJob job = job(settings(64, 64, CropMode.COVER, false));

    Attempts.at(3).assertEndsWhenCancelled(trade, job);
  }

  @Test
  void stopsAtOnceWithoutALease() {
    add("foo", picture(64, 64));
    PreparationJob job = job(settings(64, 64, CropMode.COVER, false));

    Attempts attempts = Attempts.at(3).withoutLease().perform(trade, job);

    assertThat(attempts.events()).isEmpty();
    assertThat(attempts.releases()).isEmpty();
    assertThat(store.list("datasets/" + version + "/processed")).isEmpty();
  }

  @Test
  void asksForAnotherAttemptWhenTheStoreIsAway() {
    add("foo", picture(64, 64));
    ObjectStore away =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                  throw new ObjectStoreUnavailable("no answer from s3", new IOException());
                });

    PreparationEvent.Failed failed =
        Attempts.at(3)
            .perform(
                new PreparationTrade(away, LIMITS, meters),
                job(settings(64, 64, CropMode.COVER, false)))
            .last(PreparationEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(failed.message()).isEqualTo("no answer from s3");
  }

  private Attempts perform(PreparationJob job) {
    return Attempts.at(3).performToTheEnd(trade, job);
  }

  private PreparationJob job(PreparationSettings settings) {
    return new PreparationJob(
        PreparationId.random(), new DispatchId(1), version, settings, originals);
  }

  private static PreparationSettings settings(int width, int height, CropMode crop, boolean flip) {
    return SettingsCatalogue.PREPARATION.read(
        Map.of("width", width, "height", height, "crop", crop.label(), "flip", flip));
  }

  private void add(String stem, BufferedImage picture) {
    addBytes(stem, PngFile.of(picture));
  }

  private void addBytes(String stem, byte[] file) {
    PreparationJob.Original original = original(stem, file);
    store.put(ObjectKey.of(original.key()), Content.of(file, Content.BINARY));
    originals.add(original);
  }

  private PreparationJob.Original original(String stem, byte... file) {
    PictureId id = PictureId.random();
    String key = "datasets/" + version + "/originals/" + id;
    return new PreparationJob.Original(
        id, originals.size(), stem, key, DigestUtils.sha256Hex(file));
  }

  private BufferedImage stored(PreparationEvent.Processed processed) {
    return new PictureReader(PictureReader.Limits.DEFAULTS)
        .read(store.read(ObjectKey.of(processed.key())));
  }

  private static BufferedImage picture(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return picture;
  }

  private static byte[] halfOf(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }
}
