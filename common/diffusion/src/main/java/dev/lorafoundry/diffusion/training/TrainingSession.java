package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.contracts.settings.SavePrecision;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.TensorProgramFailed;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The training of one job on one device, step by step. Used by one thread.
 *
 * <pre>{@code
 * try (TrainingSession session = TrainingSession.start(runtime, base, settings, snapshot, pictures)) {
 *   while (!session.done()) {
 *     if (session.isToBeValidated()) {
 *       OptionalDouble loss = session.validateBatch();
 *     } else {
 *       StepReport report = session.takeStep();
 *     }
 *   }
 *   session.saveLora(path, metadata);
 * }
 * }</pre>
 *
 * <p>Every random number depends on the seed, the step and its purpose alone: a session that is
 * started anew and {@linkplain #restore restored} goes on as the one that saved: bit for bit on a
 * processor, and up to what kernels of a GPU do in no fixed order there.
 */
public final class TrainingSession implements AutoCloseable {
  private final TrainingBase base;
  private final TrainingSettings settings;
  private final DatasetSplit split;
  private final StepProgram program;
  private final SessionData data;
  private final SessionValidation validation;
  private final WarmBase warm;
  private final TrainedTensors tensors;
  private final SessionFiles files;
  private final Stepper stepper;
  private final Batches batches;
  private final LearningRateSchedule schedule;
  private final StepResults results;
  private long step;
  private long plannedEpoch = -1;
  private List<List<Batches.Slot>> plan = List.of();

  private TrainingSession(
      WarmBase warm,
      TrainedNetwork trained,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      SessionData data) {
    this.warm = warm;
    this.base = warm.base();
    this.settings = settings;
    this.split = DatasetSplit.of(snapshot, settings.validation());
    this.data = data;
    this.validation = new SessionValidation(settings, data.validation());
    DType type = ComputeTypes.of(settings.precision().precision(), warm.runtime());
    batches = TrainingData.batches(settings, split.training());
    schedule = new LearningRateSchedule(settings, batches.totalSteps());
    results = new StepResults(type);
    program = new StepProgram(base, trained, settings, type);
    Map<String, StoredTensor> untrained =
        trained.start(settings.loop().seed(), warm.magnitudes(trained.network()));
    Executable executable;
    try (StoredTensors start = new StoredTensors(warm.runtime(), untrained)) {
      executable = warm.programs().load(program.program(), start);
    }
    untrained.keySet().removeAll(program.program().parameters().keySet());
    stepper = new Stepper(warm.runtime(), executable, program);
    tensors = new TrainedTensors(warm.runtime(), executable, program);
    files =
        new SessionFiles(
            tensors,
            Identity.of(base, settings, snapshot),
            program.network(),
            untrained,
            typeOf(settings.output().savePrecision()));
  }

  /** As the other, with a base model that is warm for this training alone. */
  public static TrainingSession start(
      TensorRuntime runtime,
      TrainingBase base,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Function<Picture, BufferedImage> pictures) {
    return start(WarmBase.once(runtime, base), settings, snapshot, pictures, Optional.empty());
  }

  /** As the other, with a new LoRA. */
  public static TrainingSession start(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Function<Picture, BufferedImage> pictures) {
    return start(warm, settings, snapshot, pictures, Optional.empty());
  }

  /**
   * Loads the model, turns pictures into latents and captions into tokens, and stands before the
   * first step. To be closed before another training starts on the same base model.
   *
   * @param pictures gives the pixels of a picture's file; each is asked for once at most, or twice
   *     where the validation loss is that of what is trained on. Where parts of pictures are chosen
   *     at random, all are asked for once before the first step and then each time they are shown
   * @param lora that the settings name to start from
   * @throws TrainingRefused if these can't be trained together
   */
  public static TrainingSession start(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Function<Picture, BufferedImage> pictures,
      Optional<LoraFile> lora) {
    warm.begin();
    boolean started = false;
    try {
      TrainedNetwork trained = TrainingChecks.check(warm.base(), settings, snapshot, lora);
      SessionData data =
          SessionData.load(
              warm, settings, DatasetSplit.of(snapshot, settings.validation()), pictures);
      TrainingSession session = of(warm, trained, settings, snapshot, data);
      started = true;
      return session;
    } finally {
      if (!started) {
        warm.end();
      }
    }
  }

  private static TrainingSession of(
      WarmBase warm,
      TrainedNetwork trained,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      SessionData data) {
    boolean started = false;
    try {
      TrainingSession session = new TrainingSession(warm, trained, settings, snapshot, data);
      started = true;
      return session;
    } finally {
      if (!started) {
        data.close();
      }
    }
  }

  /** Optimiser steps done. */
  public long step() {
    return step;
  }

  public long totalSteps() {
    return batches.totalSteps();
  }

  /** Loss of the last step whose loss was a number, NaN if there was none. */
  public double lastLoss() {
    return results.lastLoss();
  }

  public long stepsPerEpoch() {
    return batches.stepsPerEpoch();
  }

  /** Pictures shown in one epoch. */
  public long samplesPerEpoch() {
    return split.training().samplesPerEpoch();
  }

  /** Pictures that are not trained on. */
  public int heldOut() {
    return split.heldOut();
  }

  /** How many pictures have masks; 0 where losses are not masked. */
  public int masked() {
    return data.training().masked();
  }

  /** Batches of an epoch: as many as steps, where none are accumulated. */
  long batchesPerEpoch() {
    return batches.batchesPerEpoch();
  }

  DType computeType() {
    return program.program().computeType();
  }

  /** Whether nothing is left to train, nor to validate. */
  public boolean done() {
    return !isToBeValidated() && (step >= totalSteps() || validation.isOutOfPatience());
  }

  /** Why the training is done before all steps, if it is. */
  public Optional<StoppedEarly> stoppedEarly() {
    return validation.isOutOfPatience() && step < totalSteps()
        ? Optional.of(new StoppedEarly(epochsDone(), step, validation.bestEpoch()))
        : Optional.empty();
  }

  /** Epochs of the whole training; the last one may be cut. */
  public int epochs() {
    return batches.epochs();
  }

  /** Epochs that are over. */
  public int epochsDone() {
    return batches.epochsDone(step);
  }

  /**
   * Takes the next optimiser step. Weights that are to be validated must be, before.
   *
   * @throws TrainingDiverged if the loss is no number any more, or far too large
   * @throws TensorProgramFailed if the device can't take it, such as for want of memory
   */
  public StepReport takeStep() {
    if (isToBeValidated()) {
      throw new IllegalStateException("the weights after step " + step + " are to be validated");
    }
    if (done()) {
      throw new IllegalStateException("all " + step + " steps are done");
    }
    long epoch = step / stepsPerEpoch();
    List<Batches.Slot> slots = planOf(epoch).get((int) (step % stepsPerEpoch()));
    double[] rates = rates();
    for (Batches.Slot slot : slots.subList(0, slots.size() - 1)) {
      results.add(stepper.accumulate(data.training().batch(slot), results.lossScale()));
    }
    Batch last = data.training().batch(slots.get(slots.size() - 1));
    results.add(stepper.step(last, results.lossScale(), rates));
    step++;
    boolean passedBy = results.settle(step);
    boolean epochEnded = batches.endsEpoch(step);
    if (epochEnded) {
      validation.epochEnded(epochsDone(), step == totalSteps());
    }
    return new StepReport(
        step,
        (int) epoch + 1,
        results.lastLoss(),
        LearningRates.told(program.groups(), rates),
        LearningRates.toldOfText(program.groups(), rates),
        epochEnded,
        passedBy);
  }

  /** Whether the settings ask for the validation loss of the weights as they are now. */
  public boolean isToBeValidated() {
    return validation.isDue();
  }

  /**
   * Goes on with the validation of the weights as they would be saved now, by one batch: to be
   * called while they {@linkplain #isToBeValidated are to be validated}. The training stays as it
   * is, but may be {@linkplain #done done} once they are. A state that is saved before has the
   * validation begin anew, and come to the same.
   *
   * @return the validation loss, if that was the last batch; not finite where it can't be told
   * @throws TensorProgramFailed if the device can't do it, such as for want of memory
   */
  public OptionalDouble validateBatch() {
    return validation.next(stepper, averages(), epochsDone());
  }

  /** The weights as they would be saved now, by name; to be read before the next step. */
  Map<String, LaterTensor> weights() {
    return tensors.weights(step, averages());
  }

  /**
   * What the training goes on from, by name; other than {@link #weights} where those are averages.
   */
  Map<String, LaterTensor> parameters() {
    return tensors.parameters(step);
  }

  /**
   * Writes all that is needed to go on from here, whole or not at all.
   *
   * @throws TrainingDiverged if a weight is no number
   * @throws TensorProgramFailed if the device can't give a tensor
   */
  public void saveState(Path path) throws IOException {
    files.saveState(path, results.place(step), validation.standing());
  }

  /**
   * Goes back to a saved state of the same training.
   *
   * @throws StateRefused if it is of another one, or damaged; then nothing has changed
   * @throws TensorProgramFailed if the device has no room for it; then this session can't go on
   */
  public void restore(Path path) throws IOException {
    TrainingState state = files.restore(path);
    step = state.place().step();
    results.restore(state.place());
    validation.restore(state.validation());
  }

  /**
   * Writes the LoRA in the number format that the settings name, whole or not at all.
   *
   * @throws TrainingDiverged if a weight is no number, or none that the format can hold
   * @throws TensorProgramFailed if the device can't give a tensor
   */
  public void saveLora(Path path, LoraMetadata metadata) throws IOException {
    KohyaMetadata texts = new KohyaMetadata(base, settings, split.training(), metadata);
    files.saveLora(path, step, averages(), texts.of(this));
  }

  private static DType typeOf(SavePrecision precision) {
    return switch (precision) {
      case FP32 -> DType.F32;
      case FP16 -> DType.F16;
      case BF16 -> DType.BF16;
    };
  }

  @Override
  public void close() {
    try {
      data.close();
    } finally {
      warm.end();
    }
  }

  private double[] rates() {
    long updates = results.updates();
    return LearningRates.of(settings, program.groups(), schedule.factor(updates), updates);
  }

  /** Whether the weights to save are those that the optimiser keeps an average of. */
  private boolean averages() {
    return program.average().isPresent() && results.updates() > 0;
  }

  private List<List<Batches.Slot>> planOf(long epoch) {
    if (epoch != plannedEpoch) {
      plan = batches.epoch(epoch);
      plannedEpoch = epoch;
    }
    return plan;
  }
}
