package dev.lorafoundry.diffusion.caption;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Captions as they are shown with some settings, many times. */
record Shown(CaptionChanges changes, Moment moment) {
  private static final int TIMES = 2_000;

  static Shown with(Map<String, ?> settings) {
    return inTraining(100, settings);
  }

  static Shown inTraining(long steps, Map<String, ?> settings) {
    return new Shown(
        new CaptionChanges(SettingsCatalogue.TRAINING.read(settings).captions(), steps),
        new Moment(1, 0));
  }

  Shown at(long epoch, long step) {
    return new Shown(changes, new Moment(epoch, step));
  }

  String once(String text, long draw) {
    return changes.shown(changes.captionOf(text), moment, Draws.of(23, draw, Purpose.CAPTIONS));
  }

  List<String> often(String text) {
    return LongStream.range(0, TIMES).mapToObj(draw -> once(text, draw)).toList();
  }
}
