package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.DownloadDataset.Choice;
import dev.lorafoundry.api.picture.PicturePlaces;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureFormat;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

final class DownloadDatasetTest {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryConcepts concepts =
      new InMemoryConcepts(id -> projects.find(id).isPresent());
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final PictureReader reader = new PictureReader(PictureReader.Limits.DEFAULTS);
  private final VersionId version = version();
  private final DownloadDataset download =
      new DownloadDataset(
          pictures,
          concepts,
          new InMemoryPreparationPlans(),
          projects,
          store,
          new DatasetZip.Masks(reader, new PicturePlaces(1, Duration.ofSeconds(3), 1 << 20)));

  @Test
  void laysTrainingPicturesOutByConceptWithTheirCaptions() throws IOException {
    Concept dogs = concept("dogs", 7, "photo of a dog", true);
    add(aPicture(version, 0).captioned("sks, a cat\nsks").prepared().picture());
    add(aPicture(version, 1).prepared().picture());
    add(aPicture(version, 2).picture());
    add(aPicture(version, 3).in(dogs.id()).prepared().picture());

    Map<String, byte[]> files = files(Choice.PROCESSED);

    assertThat(files)
        .containsOnlyKeys(
            "170_cats/00000-0-p.png",
            "170_cats/00000-0-p.txt",
            "170_cats/00001-0-p.png",
            "reg/7_photo of a dog/00003-0-p.png");
    assertThat(text(files, "170_cats/00000-0-p.txt")).isEqualTo("sks, a cat\nsks\n");
    assertThat(download.of(version, Choice.PROCESSED).fileName()).isEqualTo("cats v1.zip");
  }

  @Test
  void givesOriginalsNamesThatAreSafeAndUnique() {
    Concept odd = concept("odd", 3, "../a: \"b\"/\u202ec", false);
    add(aPicture(version, 0).named("cat.PNG").captioned("one").in(odd.id()).picture());
    add(aPicture(version, 1).named("Cat.jpeg").captioned("two").in(odd.id()).picture());
    add(aPicture(version, 2).named("CON.png").in(odd.id()).picture());
    add(aPicture(version, 3).named("a?b<c.png").in(odd.id()).picture());

    assertThat(download.of(version, Choice.ORIGINALS).paths())
        .containsExactly(
            "3__a_ _b___c/cat.png",
            "3__a_ _b___c/cat.txt",
            "3__a_ _b___c/Cat-2.png",
            "3__a_ _b___c/Cat-2.txt",
            "3__a_ _b___c/_CON.png",
            "3__a_ _b___c/a_b_c.png");
  }

  @Test
  void laysMasksBeside() throws IOException {
    Picture made = aPicture(version, 0).prepared().picture();
    made = masked(made.with(new Mask("datasets/mask", "sha")), made.outcome().pictures().get(0));
    pictures.add(made);
    put(made.original().key(), TestFiles.png(1));
    put("datasets/mask", TestFiles.png(2));
    put(made.outcome().pictures().get(0).key(), PngFile.of(halfTransparent()));

    byte[] mask = files(Choice.PROCESSED).get("512_cats/masks/00000-0-p.png");
    BufferedImage greys = reader.read(mask);
    assertThat(greys.getRGB(0, 0) & 0xff).isEqualTo(255);
    assertThat(greys.getRGB(1, 0) & 0xff).isZero();
    assertThat(files(Choice.ORIGINALS))
        .containsEntry("512_cats/masks/p0.png", TestFiles.png(2))
        .containsKey("512_cats/p0.png");
  }

  @Test
  void hasNoEndWhereItBreaksOff() {
    add(aPicture(version, 0).picture());
    pictures.add(aPicture(version, 1).picture());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    assertThatThrownBy(() -> download.of(version, Choice.ORIGINALS).write(bytes))
        .isInstanceOf(RuntimeException.class);
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .startsWith("PK\3\4")
        .doesNotContain("PK\1\2", "PK\5\6");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> download.of(version, Choice.ORIGINALS))
        .isInstanceOf(DatasetNotReady.class)
        .hasMessageContaining("upload some first");
    add(aPicture(version, 0).picture());
    assertThatThrownBy(() -> download.of(version, Choice.PROCESSED))
        .hasMessageContaining("prepare it first");
  }

  private static Picture masked(Picture picture, Processed made) {
    Processed masked =
        new Processed(
            made.subIndex(),
            made.name(),
            made.key(),
            made.sha256(),
            made.width(),
            made.height(),
            made.bytes(),
            PictureExample.FRAMING,
            true);
    return picture.with(new Outcome.Prepared(PictureExample.FORM, List.of(masked)));
  }

  private static BufferedImage halfTransparent() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xffff0000);
    image.setRGB(1, 0, 0x0000ff00);
    return image;
  }

  private Concept concept(String name, int repeats, String words, boolean regularisation) {
    Concept concept =
        new Concept(
            ConceptId.random(), version, new Concept.Terms(name, repeats, words, regularisation));
    concepts.add(concept);
    return concept;
  }

  private void add(Picture picture) {
    pictures.add(picture);
    put(picture.original().key(), TestFiles.png(picture.index()));
    picture.outcome().pictures().forEach(made -> put(made.key(), TestFiles.png(made.subIndex())));
  }

  private void put(String key, byte[] file) {
    store.put(new ObjectKey(key), Content.of(file, PictureFormat.PNG.mediaType()));
  }

  private Map<String, byte[]> files(Choice choice) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    download.of(version, choice).write(bytes);
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String path) {
    return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
  }

  private VersionId version() {
    Project project = Project.named("cats", Instant.EPOCH);
    projects.add(project);
    DatedVersion made = project.newVersion("v1", Instant.EPOCH);
    projects.add(made);
    return made.version().id();
  }
}
