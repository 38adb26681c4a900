package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a training needs to go on exactly where it was: random numbers depend on the step alone,
 * so weights, the optimiser's memory and the place are enough.
 *
 * @param place where the training stands
 * @param validation how it is judged so far
 * @param identity hashes of settings, base model and dataset, by what they stand for
 * @param parameters the LoRA's weights by name
 * @param states the optimiser's memory by name
 */
record TrainingState(
    Place place,
    SessionValidation.Standing validation,
    Map<String, String> identity,
    Map<String, ? extends FileTensor> parameters,
    Map<String, ? extends FileTensor> states) {
  private static final String FORMAT = "lora-foundry training state 1";
  private static final String PARAMETER = "parameter.";
  private static final String STATE = "state.";
  private static final String IDENTITY = "identity.";

  /**
   * How far a training is.
   *
   * @param step optimiser steps done
   * @param updates steps among them that changed the weights
   * @param lossScale of fp16
   * @param goodSteps steps since it changed
   * @param loss the last one that was a number, NaN if there was none yet
   * @param error how far the losses are from all use
   */
  record Place(
      long step,
      long updates,
      double lossScale,
      int goodSteps,
      double loss,
      LastingError.Standing error) {}

  /**
   * Writes the file whole: under another name first, then renamed. Each tensor is asked for when
   * its turn comes.
   */
  void write(Path path) throws IOException {
    Map<String, FileTensor> tensors = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> tensors.put(PARAMETER + name, tensor));
    states.forEach((name, tensor) -> tensors.put(STATE + name, tensor));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("step", Long.toString(place.step));
    metadata.put("updates", Long.toString(place.updates));
    metadata.put("lossScale", Double.toString(place.lossScale));
    metadata.put("goodSteps", Integer.toString(place.goodSteps));
    metadata.put("loss", Double.toString(place.loss));
    metadata.put("firstSteps", Integer.toString(place.error.first()));
    metadata.put("largestFirstError", Double.toString(place.error.largest()));
    metadata.put("stepsBeyondUse", Integer.toString(place.error.beyond()));
    Improvements improvements = validation.improvements();
    metadata.put("bestValidation", Double.toString(improvements.best()));
    metadata.put("bestValidationEpoch", Integer.toString(improvements.bestEpoch()));
    metadata.put("validationsWithoutBetter", Integer.toString(improvements.without()));
    metadata.put("toBeValidated", Boolean.toString(validation.due()));
    identity.forEach((what, hash) -> metadata.put(IDENTITY + what, hash));
    SafetensorsWriter.write(path, tensors, metadata);
  }

  /**
   * @throws StateRefused if the file is none of ours, damaged, or of another training
   */
  static TrainingState read(Path path, Map<String, String> identity) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Map<String, String> metadata = file.metadata();
      if (!FORMAT.equals(metadata.get("format"))) {
        throw new StateRefused(path.getFileName() + " is no state of a training: " + FORMAT);
      }
      requireSame(identity, metadata);
      return new TrainingState(
          place(metadata),
          new SessionValidation.Standing(
              improvements(metadata), Boolean.parseBoolean(metadata.get("toBeValidated"))),
          identity,
          tensors(file, PARAMETER),
          tensors(file, STATE));
    } catch (InvalidSafetensors e) {
      throw new StateRefused(path.getFileName() + " is damaged: " + e.getMessage());
    }
  }

  /**
   * The optimiser's memory as a program has it. Earlier versions filled states that start as copies
   * of the parameters in the optimiser's first step: one that is 0 throughout was saved before
   * that. And they counted the steps of all parameters together where each has a count of its own.
   */
  Map<String, FileTensor> filledStates(Program program) {
    Map<String, FileTensor> filled = new LinkedHashMap<>(states);
    for (String copy : program.statesFromParameters()) {
      if (parameters.keySet().stream().allMatch(name -> isZero(states.get(copy + "." + name)))) {
        parameters.forEach((name, tensor) -> filled.put(copy + "." + name, tensor));
      }
    }
    int all = program.parameters().size();
    program.counters().forEach(name -> filled.computeIfPresent(name, (key, it) -> each(it, all)));
    return filled;
  }

  /** What was counted once, for each of so many. */
  private static FileTensor each(FileTensor counted, int all) {
    if (!counted.shape().equals(Shape.of())) {
      return counted;
    }
    float[] numbers = new float[all];
    Arrays.fill(numbers, counted.read().toFloats()[0]);
    return StoredTensor.floats(Shape.of(all), numbers);
  }

  private static boolean isZero(@Nullable FileTensor tensor) {
    if (tensor == null) {
      return false;
    }
    ByteBuffer bytes = tensor.read().bytes();
    return bytes.equals(ByteBuffer.allocate(bytes.remaining()));
  }

  private static void requireSame(Map<String, String> identity, Map<String, String> metadata) {
    identity.forEach(
        (what, hash) -> {
          String saved = metadata.get(IDENTITY + what);
          if (!hash.equals(saved)) {
            throw new StateRefused(
                "The state differs from this job in its %s (%s instead of %s): start the job anew."
                    .formatted(what, Objects.requireNonNullElse(saved, "none"), hash));
          }
        });
  }

  private static Place place(Map<String, String> metadata) {
    try {
      return new Place(
          Long.parseLong(metadata.getOrDefault("step", "")),
          Long.parseLong(metadata.getOrDefault("updates", "")),
          Double.parseDouble(metadata.getOrDefault("lossScale", "")),
          Integer.parseInt(metadata.getOrDefault("goodSteps", "")),
          Double.parseDouble(metadata.getOrDefault("loss", "NaN")),
          error(metadata));
    } catch (NumberFormatException e) {
      throw new StateRefused("The state does not say at which step it was saved: " + metadata);
    }
  }

  /** States of older versions say nothing of it. */
  private static LastingError.Standing error(Map<String, String> metadata) {
    return new LastingError.Standing(
        Integer.parseInt(metadata.getOrDefault("firstSteps", "0")),
        Double.parseDouble(metadata.getOrDefault("largestFirstError", "0")),
        Integer.parseInt(metadata.getOrDefault("stepsBeyondUse", "0")));
  }

  /** States of older versions, which judged nothing, say nothing of it. */
  private static Improvements improvements(Map<String, String> metadata) {
    try {
      return new Improvements(
          Double.parseDouble(metadata.getOrDefault("bestValidation", "Infinity")),
          Integer.parseInt(metadata.getOrDefault("bestValidationEpoch", "0")),
          Integer.parseInt(metadata.getOrDefault("validationsWithoutBetter", "0")));
    } catch (NumberFormatException e) {
      throw new StateRefused("The state does not say how its validations went: " + metadata);
    }
  }

  private static Map<String, StoredTensor> tensors(SafetensorsFile file, String prefix) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    file.names().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> tensors.put(name.substring(prefix.length()), file.get(name)));
    return tensors;
  }
}
