package dev.lorafoundry.diffusion.training;

/**
 * How long a training is.
 *
 * @param heldOut pictures that are not trained on
 * @param samplesPerEpoch pictures shown in one epoch, each as often as it is shown
 * @param stepsPerEpoch optimiser steps of one epoch
 * @param totalSteps optimiser steps of all epochs, unless the training stops early
 */
public record TrainingLength(
    int heldOut, long samplesPerEpoch, long stepsPerEpoch, long totalSteps) {}
