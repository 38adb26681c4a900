package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Tag;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PngFileTest {
  private final BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);

  @ParameterizedTest
  @ValueSource(strings = {"a red circle\nSteps: 28, Sampler: Euler a", "星 ☆ in Latin-1's absence"})
  void carriesTextThatReadersFind(String text) throws Exception {
    byte[] png = PngFile.of(image, Map.of("parameters", text));

    assertThat(textsOf(png)).anyMatch(found -> found.equals("parameters: " + text));
  }

  @Test
  void keepsEveryPixel() {
    image.setRGB(2, 1, 0xff123456);

    BufferedImage read = new PictureReader(PictureReader.Limits.DEFAULTS).read(PngFile.of(image));

    assertThat(read.getRGB(2, 1)).isEqualTo(0xff123456);
  }

  private static List<String> textsOf(byte[] png) throws Exception {
    Iterable<Directory> directories =
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(png)).getDirectories();
    return StreamSupport.stream(directories.spliterator(), false)
        .flatMap(directory -> directory.getTags().stream())
        .map(Tag::getDescription)
        .toList();
  }
}
