package dev.lorafoundry.diffusion.training;

import org.jspecify.annotations.Nullable;

/**
 * What an optimiser step came to.
 *
 * @param step optimiser steps done, from 1
 * @param epoch epoch of the dataset, from 1
 * @param loss mean over the step's batches; where it is no number because fp16 overflowed in it,
 *     that of the step before
 * @param learningRate of the U-Net, or of the text encoder where that alone is trained
 * @param textEncoderLearningRate of the (first) text encoder where it is trained beside the U-Net;
 *     absent otherwise
 * @param epochEnded whether this was the epoch's last step
 * @param passedBy whether fp16 overflowed in it, so that it changed nothing
 */
public record StepReport(
    long step,
    int epoch,
    double loss,
    double learningRate,
    @Nullable Double textEncoderLearningRate,
    boolean epochEnded,
    boolean passedBy) {}
