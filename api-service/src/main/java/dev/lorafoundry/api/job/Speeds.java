package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.BaseModelId;
import java.util.OptionalDouble;

/** How fast jobs were. */
public interface Speeds {
  /** Typical optimiser steps per second of recent jobs; empty if there were none. */
  OptionalDouble stepsPerSecond(BaseModelId baseModel, int batchSize);
}
