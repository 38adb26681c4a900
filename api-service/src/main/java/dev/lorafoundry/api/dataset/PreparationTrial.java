package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.Framing;
import org.jspecify.annotations.Nullable;

/**
 * What settings would make of one picture.
 *
 * @param count of training pictures, the mirrored one among them
 * @param width pixels that would be trained
 * @param height pixels that would be trained
 * @param framing how the picture is taken out of its original
 * @param picture a small copy, as JPEG
 * @param mask a small copy of its mask, as JPEG: white counts; absent if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // why: files, which nobody compares
public record PreparationTrial(
    int count, int width, int height, Framing framing, byte[] picture, byte @Nullable [] mask) {}
