package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.settings.PictureSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Optional;

/** Says where parts of pictures are to be chosen from files that have no others. */
public final class CropRules {
  private CropRules() {}

  /** Of a dataset without pictures nothing is said: there is no such training. */
  public static Optional<SettingProblem> problem(
      PictureSettings settings, DatasetSnapshot dataset) {
    boolean cut =
        dataset.pictures().stream().anyMatch(picture -> picture.framing().kept().isEmpty());
    return settings.randomCrop() && cut
        ? Optional.of(
            new SettingProblem(
                "randomCrop",
                "true",
                "randomCrop true needs pictures from which nothing was cut off: switch keepOverflow of the preparation on and prepare the pictures again, or leave randomCrop out."))
        : Optional.empty();
  }

  /** Whether all pictures fill their sizes exactly, so that each has a single part to be shown. */
  public static boolean leavesNoChoice(DatasetSnapshot dataset) {
    return dataset.pictures().stream()
        .allMatch(picture -> picture.overflow().equals(Overflow.NONE));
  }
}
