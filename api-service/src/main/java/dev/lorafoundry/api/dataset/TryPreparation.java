package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.picture.JpegFile;
import dev.lorafoundry.api.picture.PicturePlaces;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.diffusion.preparation.PicturePreparation;
import dev.lorafoundry.diffusion.preparation.TrainingPicture;
import dev.lorafoundry.diffusion.preparation.UploadedPicture;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries settings on one picture, by what workers prepare all of them with. Nothing is stored or
 * changed.
 */
public final class TryPreparation {
  private static final int LARGEST_SIDE = 512;

  private final Pictures pictures;
  private final PreparationPlans plans;
  private final ObjectStore store;
  private final PictureReader reader;
  private final PicturePlaces places;

  TryPreparation(
      Pictures pictures,
      PreparationPlans plans,
      ObjectStore store,
      PictureReader reader,
      PicturePlaces places) {
    this.pictures = pictures;
    this.plans = plans;
    this.store = store;
    this.reader = reader;
    this.places = places;
  }

  /**
   * Tries them.
   *
   * @param given settings by name; others are those of the version
   * @throws PictureNotFound if there is no such picture
   * @throws TrialRefused if they can't make a training picture of it
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if the settings can't be used
   * @throws dev.lorafoundry.api.picture.PicturesBusy if too many pictures are being worked on
   */
  public PreparationTrial of(PictureId id, Map<String, @Nullable Object> given) {
    Picture picture = pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
    PreparationSettings settings =
        SettingsCatalogue.PREPARATION.read(given, plans.of(picture.version()).settings());
    return places.with(() -> made(picture.original(), new PicturePreparation(reader, settings)));
  }

  private PreparationTrial made(Original original, PicturePreparation preparation) {
    try {
      List<TrainingPicture> made = preparation.apply(uploaded(original));
      TrainingPicture first = made.get(0);
      return new PreparationTrial(
          made.size(),
          first.width(),
          first.height(),
          first.framing(),
          small(first.image()),
          first.opacity().map(TryPreparation::small).orElse(null));
    } catch (PictureRefused e) {
      throw new TrialRefused(String.valueOf(e.getMessage()), e);
    }
  }

  private UploadedPicture uploaded(Original original) {
    UploadedPicture picture = UploadedPicture.of(store.read(new ObjectKey(original.key())));
    Mask mask = original.mask();
    return mask == null ? picture : picture.with(store.read(new ObjectKey(mask.key())));
  }

  private static byte[] small(BufferedImage image) {
    double scale =
        Math.min(1, (double) LARGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    CoverCrop size =
        new CoverCrop(
            (int) Math.max(1, Math.round(image.getWidth() * scale)),
            (int) Math.max(1, Math.round(image.getHeight() * scale)));
    return JpegFile.of(size.apply(image));
  }
}
