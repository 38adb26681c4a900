package dev.lorafoundry.startermodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleDatasetTest {
  @TempDir private Path folder;

  @Test
  void writesPicturesWithCaptionsThatNameTheCreature() throws IOException {
    List<Path> files = SampleDataset.writeTo(folder);

    assertThat(files).hasSize(32).allMatch(Files::exists);
    for (int i = 0; i < files.size(); i += 2) {
      BufferedImage image = ImageIO.read(files.get(i).toFile());
      assertThat(image.getWidth()).isEqualTo(SampleDataset.SIDE);
      assertThat(image.getHeight()).isEqualTo(SampleDataset.SIDE);
      assertThat(Files.readString(files.get(i + 1)))
          .contains(SampleDataset.TRIGGER)
          .endsWith("background");
    }
    assertThat(SampleDataset.PROMPT).contains(SampleDataset.TRIGGER);
  }

  @Test
  void isTheSameEveryTime() throws IOException {
    List<Path> first = SampleDataset.writeTo(folder.resolve("first"));
    List<Path> second = SampleDataset.writeTo(folder.resolve("second"));

    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i)).hasSameBinaryContentAs(second.get(i));
    }
  }
}
