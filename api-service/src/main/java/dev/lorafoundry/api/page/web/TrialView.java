package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.PreparationTrial;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of the form would make of one picture.
 *
 * @param source the training picture, as an address that holds it
 * @param mask its mask, likewise; absent if it has none
 * @param count of training pictures
 */
record TrialView(CutView cut, String source, @Nullable String mask, int count) {
  private static final String JPEG = "data:image/jpeg;base64,";

  static TrialView of(String id, PreparationTrial trial) {
    byte[] mask = trial.mask();
    return new TrialView(
        CutView.of(id, trial.framing(), trial.width(), trial.height()),
        address(trial.picture()),
        mask == null ? null : address(mask),
        trial.count());
  }

  private static String address(byte[] jpeg) {
    return JPEG + Base64.getEncoder().encodeToString(jpeg);
  }

  public Phrase size() {
    return Phrase.of("trial.size", cut.trained().width() + " × " + cut.trained().height(), count);
  }
}
