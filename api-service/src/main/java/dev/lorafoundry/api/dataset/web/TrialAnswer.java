package dev.lorafoundry.api.dataset.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.api.dataset.PreparationTrial;
import dev.lorafoundry.contracts.Framing;
import org.jspecify.annotations.Nullable;

/**
 * What settings would make of one picture.
 *
 * @param count of training pictures, the mirrored one among them
 * @param width pixels that would be trained
 * @param height pixels that would be trained
 * @param originalWidth pixels of the upright original
 * @param originalHeight pixels of the upright original
 * @param left columns cut off on the left, once the original is brought to scale
 * @param top rows cut off above
 * @param jpeg a small copy, in Base64
 * @param maskJpeg a small copy of its mask, in Base64: white counts; absent if it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent") // why: files, which nobody compares
record TrialAnswer(
    int count,
    int width,
    int height,
    int originalWidth,
    int originalHeight,
    int left,
    int top,
    byte[] jpeg,
    byte @Nullable [] maskJpeg) {
  static TrialAnswer of(PreparationTrial trial) {
    Framing framing = trial.framing();
    return new TrialAnswer(
        trial.count(),
        trial.width(),
        trial.height(),
        framing.originalWidth(),
        framing.originalHeight(),
        framing.left(),
        framing.top(),
        trial.picture(),
        trial.mask());
  }
}
