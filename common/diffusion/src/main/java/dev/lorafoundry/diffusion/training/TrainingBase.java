package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;

/**
 * The frozen model that is trained on.
 *
 * @param file stays open as long as the session
 * @param prediction what its U-Net predicts
 * @param sha256 hex digest of the whole file: states of another model are refused
 */
public record TrainingBase(
    BaseModelFile file, ClipTokenizer tokenizer, PredictionType prediction, String sha256) {}
