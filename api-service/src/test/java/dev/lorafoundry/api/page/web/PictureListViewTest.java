package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.dataset.PictureExample.FORM;
import static dev.lorafoundry.api.dataset.PictureExample.FRAMING;
import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.Mask;
import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PictureListViewTest {
  private final Picture bare = aPicture(VersionId.random(), 0).picture();

  @Test
  void tellsOfAMaskThatWasUploaded() {
    Picture masked = bare.with(new Mask("datasets/m", "00"));

    assertThat(mask(masked)).isEqualTo("with a mask");
    assertThat(mask(masked.with(prepared(true)))).isEqualTo("with a mask");
  }

  @Test
  void tellsOfTransparencyOnceItIsPrepared() {
    assertThat(mask(bare)).isEmpty();
    assertThat(mask(bare.with(prepared(true)))).isEqualTo("masked by its transparency");
    assertThat(mask(bare.with(prepared(false)))).isEmpty();
    assertThat(mask(bare.with(prepared(null)))).as("not told").isEmpty();
  }

  private static String mask(Picture picture) {
    return Said.english(PictureView.of(picture, FORM).mask());
  }

  private static Outcome prepared(@Nullable Boolean masked) {
    return new Outcome.Prepared(
        FORM, List.of(new Processed(0, "p.png", "datasets/p", "00", 8, 8, 9, FRAMING, masked)));
  }
}
