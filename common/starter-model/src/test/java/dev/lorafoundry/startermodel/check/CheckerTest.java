package dev.lorafoundry.startermodel.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.startermodel.SampleDataset;
import dev.lorafoundry.startermodel.scene.Doodle;
import dev.lorafoundry.startermodel.scene.Example;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckerTest {
  private static final long SEED = 77;
  private static final int SIDE = 64;
  private static final int COUNT = 400;

  @ParameterizedTest
  @ValueSource(ints = {64, 96, 128})
  void seesColourAndShapeOfTruePictures(int side) {
    int colours = 0;
    int shapes = 0;
    for (int i = 0; i < COUNT; i++) {
      Example example = Example.toTrain(SEED, i, side);
      Finding found = Checker.look(example.image());
      colours += found.hue().filter(hue -> hue == example.scene().hue()).isPresent() ? 1 : 0;
      shapes += found.figure().filter(it -> it == example.scene().figure()).isPresent() ? 1 : 0;
    }

    assertThat(colours).isGreaterThanOrEqualTo(COUNT * 99 / 100);
    assertThat(shapes).isGreaterThanOrEqualTo(COUNT * 99 / 100);
  }

  @Test
  void seesThemThroughNoise() {
    Random random = new Random(SEED);
    int colours = 0;
    int shapes = 0;
    for (int i = 0; i < COUNT; i++) {
      Example example = Example.toMeasure(SEED, i, SIDE);
      Finding found = Checker.look(noisy(example.image(), random));
      colours += found.hue().filter(hue -> hue == example.scene().hue()).isPresent() ? 1 : 0;
      shapes += found.figure().filter(it -> it == example.scene().figure()).isPresent() ? 1 : 0;
    }

    assertThat(colours).isGreaterThanOrEqualTo(COUNT * 98 / 100);
    assertThat(shapes).isGreaterThanOrEqualTo(COUNT * 98 / 100);
  }

  @Test
  void isNotSatisfiedByAnyOtherPicture() {
    int both = 0;
    for (int i = 0; i < COUNT; i++) {
      Finding found = Checker.look(Doodle.of(SEED, i, SIDE).image());
      Example wanted = Example.toMeasure(SEED, i, SIDE);
      boolean hue = found.hue().filter(it -> it == wanted.scene().hue()).isPresent();
      boolean figure = found.figure().filter(it -> it == wanted.scene().figure()).isPresent();
      both += hue && figure ? 1 : 0;
    }

    assertThat(both).isLessThan(COUNT / 10);
  }

  @Test
  void seesNothingWhereThereIsNothing() {
    BufferedImage empty = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);

    assertThat(Checker.look(empty)).isEqualTo(Finding.NOTHING);
    assertThat(Checker.look(SampleDataset.pictures().get(0)).hue()).isPresent();
  }

  private static BufferedImage noisy(BufferedImage image, Random random) {
    BufferedImage noisy = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = image.getRGB(i % SIDE, i / SIDE);
      int changed = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        int level = (rgb >> shift & 255) + (int) (12 * random.nextGaussian());
        changed |= Math.min(255, Math.max(0, level)) << shift;
      }
      noisy.setRGB(i % SIDE, i / SIDE, changed);
    }
    return noisy;
  }
}
