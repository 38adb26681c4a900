package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a training leaves out of a network at random, with {@code x} the values between the two
 * matrices of a module, in the order of sd-scripts:
 *
 * <ul>
 *   <li>modules: with probability p a whole module, for all pictures of a batch;
 *   <li>neurons: each number of x with probability p, the others become {@code x / (1 - p)};
 *   <li>ranks: of each picture every rank of x with probability p, the others become {@code x / (1
 *       - p)}.
 * </ul>
 *
 * <p>All depends on seed and batch alone. Modules and ranks are drawn here; where numbers are too
 * many for that, the program draws them from streams whose starts come from here.
 *
 * <p>An optimiser passes by the matrices of modules that all batches of its step went without,
 * whatever its momentum; where sd-scripts' counts the steps of each matrix, it counts these alone.
 * What it keeps for all matrices together goes on.
 */
public final class Dropout {
  /** Input of what is left of the ranks of the text encoders' modules (texts, ranks). */
  static final String TEXT_SHARES = "text_shares";

  /** Input of what is left of the ranks of the U-Net's modules (B, ranks). */
  static final String UNET_SHARES = "unet_shares";

  /** Input of where each module's stream of random numbers starts (modules). */
  static final String STARTS = "neuron_starts";

  /** Input of which parameters the optimiser passes by, 1 or 0 (parameters). */
  private static final String PASSED_BY = "passed_by";

  private final LoraNetwork network;
  private final List<NetworkModule> text;
  private final List<NetworkModule> unet;
  private final double neurons;
  private final double ranks;
  private final double wholes;
  private final long seed;

  public Dropout(LoraNetwork network, NetworkSettings settings, long seed) {
    this.network = network;
    this.seed = seed;
    Map<Boolean, List<NetworkModule>> byPart =
        network.modules().stream()
            .collect(Collectors.partitioningBy(module -> LayerNames.isText(module.name())));
    text = byPart.getOrDefault(true, List.of());
    unet = byPart.getOrDefault(false, List.of());
    neurons = requireNonNullElse(settings.networkDropout(), 0.0);
    ranks = requireNonNullElse(settings.rankDropout(), 0.0);
    wholes = requireNonNullElse(settings.moduleDropout(), 0.0);
  }

  /** To be called first in every method that trains; does nothing where nothing is left out. */
  public void begin(MethodScope m) {
    LeftOut leftOut = new LeftOut(neurons);
    if (leavesRanks() && !text.isEmpty()) {
      leftOut.ranks(m.input(TEXT_SHARES), text);
    }
    if (leavesRanks() && !unet.isEmpty()) {
      leftOut.ranks(m.input(UNET_SHARES), unet);
    }
    if (leavesNeurons()) {
      leftOut.neurons(m.input(STARTS), network.modules());
    }
    network.leaveOut(leftOut);
  }

  /** To be called first in every method that does not train: nothing is left out. */
  public void none() {
    network.leaveOut(new LeftOut(0));
  }

  /** An optimiser's step, in the method that is being described. */
  public void update(MethodScope m, Runnable step) {
    if (wholes > 0) {
      m.passingBy(m.input(PASSED_BY), step);
    } else {
      step.run();
    }
  }

  /**
   * What a method that trains takes for a batch, by name.
   *
   * @param pictures of the batch
   * @param texts that its captions are encoded as, one or more each
   */
  public Map<String, Tensor> inputs(TensorRuntime runtime, long batch, int pictures, int texts) {
    try (OwnedTensors inputs = new OwnedTensors()) {
      if (leavesRanks()) {
        Set<String> leftOut = leftOut(batch);
        Draws draws = Draws.of(seed, batch, Purpose.RANKS);
        if (!text.isEmpty()) {
          inputs.put(TEXT_SHARES, shares(runtime, text, texts, leftOut, draws));
        }
        if (!unet.isEmpty()) {
          inputs.put(UNET_SHARES, shares(runtime, unet, pictures, leftOut, draws));
        }
      }
      if (leavesNeurons()) {
        long[] starts = Draws.of(seed, batch, Purpose.NEURONS).starts(network.modules().size());
        inputs.put(STARTS, runtime.longs(Shape.of(starts.length), starts));
      }
      return inputs.release();
    }
  }

  /**
   * What a method that ends an optimiser's step takes beside, by name.
   *
   * @param batches of the step
   * @param parameters of the program
   */
  public Map<String, Tensor> lastInputs(
      TensorRuntime runtime, List<Long> batches, Collection<String> parameters) {
    if (wholes == 0) {
      return Map.of();
    }
    Set<String> passedBy = leftOut(batches.get(0));
    batches.forEach(batch -> passedBy.retainAll(leftOut(batch)));
    float[] each = new float[parameters.size()];
    int i = 0;
    for (String parameter : parameters) {
      String module = parameter.substring(0, parameter.indexOf('.'));
      each[i++] = passedBy.contains(module) ? 1 : 0;
    }
    return Map.of(PASSED_BY, runtime.floats(Shape.of(each.length), each));
  }

  /** Names of the modules that a batch goes without. */
  private Set<String> leftOut(long batch) {
    Draws draws = Draws.of(seed, batch, Purpose.MODULES);
    Set<String> leftOut = new HashSet<>();
    for (NetworkModule module : network.modules()) {
      if (draws.uniform() < wholes) {
        leftOut.add(module.name());
      }
    }
    return leftOut;
  }

  /** What is left of each rank of each module, one module beside another: (rows, ranks). */
  private Tensor shares(
      TensorRuntime runtime,
      List<NetworkModule> modules,
      int rows,
      Set<String> leftOut,
      Draws draws) {
    int columns = Math.toIntExact(modules.stream().mapToLong(NetworkModule::rank).sum());
    float[] shares = new float[rows * columns];
    int column = 0;
    for (NetworkModule module : modules) {
      boolean stays = !leftOut.contains(module.name());
      for (int rank = 0; rank < module.rank(); rank++) {
        for (int row = 0; row < rows; row++) {
          shares[row * columns + column] = stays ? share(draws) : 0;
        }
        column++;
      }
    }
    return runtime.floats(Shape.of(rows, columns), shares);
  }

  private float share(Draws draws) {
    return ranks == 0 ? 1 : draws.uniform() > ranks ? (float) (1 / (1 - ranks)) : 0;
  }

  private boolean leavesRanks() {
    return ranks > 0 || wholes > 0;
  }

  private boolean leavesNeurons() {
    return neurons > 0;
  }
}
