package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.BaseModelId;
import java.util.Map;

/**
 * A grid to train.
 *
 * @param settings training settings by name; a list of values makes an axis of the grid
 * @param preview preview settings by name
 */
public record RunOrder(
    BaseModelId baseModel,
    Map<String, Object> settings,
    Map<String, Object> preview,
    boolean previewAfterTraining) {}
