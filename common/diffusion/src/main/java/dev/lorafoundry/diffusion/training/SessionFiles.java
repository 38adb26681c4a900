package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a session writes and reads. Tensors come off the device and go to it one by one:
 * neither Java's heap nor the device holds them all twice.
 *
 * @param identity of the training, for its states
 * @param untrained what is saved beside what is trained: matrices that never change
 * @param type of a LoRA's numbers
 */
record SessionFiles(
    TrainedTensors tensors,
    Map<String, String> identity,
    LoraNetwork network,
    Map<String, StoredTensor> untrained,
    DType type) {
  SessionFiles {
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
    untrained = Map.copyOf(untrained);
  }

  /**
   * Writes all that is needed to go on from here, whole or not at all.
   *
   * @throws TrainingDiverged if a weight is no number
   */
  void saveState(Path path, TrainingState.Place place, SessionValidation.Standing validation)
      throws IOException {
    new TrainingState(
            place, validation, identity, tensors.parameters(place.step()), tensors.states())
        .write(path);
  }

  /**
   * Goes back to a saved state of the same training, and says where that stands.
   *
   * @throws StateRefused if it is of another one, or damaged; then nothing has changed
   */
  TrainingState restore(Path path) throws IOException {
    TrainingState state = TrainingState.read(path, identity);
    try {
      tensors.restore(state);
      return state;
    } catch (IllegalArgumentException e) {
      throw new StateRefused(path.getFileName() + " is incomplete: " + e.getMessage());
    }
  }

  /**
   * Writes the LoRA, whole or not at all.
   *
   * @param averaged whether its weights are those that the optimiser keeps an average of
   * @param metadata by name
   * @throws TrainingDiverged if a weight is no number, or none that the file's format can hold
   */
  void saveLora(Path path, long step, boolean averaged, Map<String, String> metadata)
      throws IOException {
    Map<String, FileTensor> matrices = new LinkedHashMap<>(untrained);
    matrices.putAll(tensors.weights(step, averaged));
    Map<String, FileTensor> written = new LinkedHashMap<>(LoraFile.alphas(network, type));
    matrices.forEach((name, matrix) -> written.put(name, inFormat(step, name, matrix)));
    LoraFile.write(path, written, metadata);
  }

  private LaterTensor inFormat(long step, String name, FileTensor matrix) {
    return new LaterTensor(
        type, matrix.shape(), () -> Divergence.inFormat(type, step, name, matrix.read()));
  }
}
