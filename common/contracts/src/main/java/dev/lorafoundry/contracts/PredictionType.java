package dev.lorafoundry.contracts;

/** What the U-Net of a base model predicts; can't be seen in the file, so people say it. */
public enum PredictionType {
  EPSILON,
  V
}
