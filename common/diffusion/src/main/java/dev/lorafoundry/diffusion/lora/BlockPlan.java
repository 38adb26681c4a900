package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.BlockWeights;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Rank, alpha and weight of the learning rate of each block of a U-Net, as sd-scripts makes them of
 * its options. A block of rank 0 or weight 0 gets no modules.
 */
public final class BlockPlan {
  private static final NetworkModule.Size NONE = new NetworkModule.Size(0, 0);

  private final UnetBlocks blocks;
  private final NetworkSettings network;
  private final BlockSettings settings;
  private final List<Double> weights;

  private BlockPlan(UnetBlocks blocks, NetworkSettings network, BlockSettings settings) {
    this.blocks = blocks;
    this.network = network;
    this.settings = settings;
    weights = weights(blocks, settings);
  }

  /**
   * @param settings as many numbers as the family has blocks
   */
  public static BlockPlan of(Family family, NetworkSettings network, BlockSettings settings) {
    return new BlockPlan(UnetBlocks.of(family), network, settings);
  }

  private static List<Double> weights(UnetBlocks blocks, BlockSettings settings) {
    List<Double> all = new ArrayList<>();
    all.addAll(weights(settings.downWeights(), blocks.each(), settings.threshold()));
    all.addAll(weights(settings.middleWeights(), blocks.middle(), settings.threshold()));
    all.addAll(weights(settings.upWeights(), blocks.each(), settings.threshold()));
    if (all.size() < blocks.count()) { // why: SDXL's embeddings and output, which get no modules
      all.add(0, 1.0);
      all.add(1.0);
    }
    return all;
  }

  private static List<Double> weights(Optional<BlockWeights> given, int count, double threshold) {
    return given
        .map(it -> it.of(count).stream().map(each -> each > threshold ? each : 0.0).toList())
        .orElse(Collections.nCopies(count, 1.0));
  }

  Dora dora() {
    return network.dora();
  }

  NetworkTarget target() {
    return network.train();
  }

  /** Whether 3×3 convolutions get modules, and with them all layers of residual blocks. */
  boolean hasConvolutions() {
    return network.convRank() != null || settings.convRanks().isPresent();
  }

  /** Whether learning rates depend on the block. */
  boolean isWeighted() {
    return settings.weighted();
  }

  /** The block that a module of the U-Net belongs to. */
  int block(String module) {
    return blocks.of(module);
  }

  /** What the learning rate of a block is multiplied by. */
  double weight(int block) {
    return weights.get(block);
  }

  /** Weights of all blocks that get modules. */
  public Set<Double> weights() {
    Set<Double> used = new TreeSet<>();
    IntStream.range(0, blocks.count()).filter(this::hasModules).forEach(i -> used.add(weight(i)));
    return used;
  }

  /** Weights of all blocks in which a LoRA of whatever ranks may have modules. */
  public Set<Double> weightsOfAll() {
    Set<Double> all = new TreeSet<>();
    IntStream.range(0, blocks.count()).filter(blocks::hasLayers).forEach(i -> all.add(weight(i)));
    all.remove(0.0);
    return all;
  }

  private boolean hasModules(int block) {
    return hasRank(block) && weight(block) != 0;
  }

  /** Whether a block gets modules unless its weight is 0. */
  public boolean hasRank(int block) {
    return (hasLinear(block) && rank(block) > 0) || (hasConv(block) && convRank(block) > 0);
  }

  private boolean hasLinear(int block) {
    return blocks.hasTransformer(block) || (hasConvolutions() && blocks.hasResidualBlock(block));
  }

  private boolean hasConv(int block) {
    return hasConvolutions() && blocks.hasConvolution(block);
  }

  /**
   * The first block of the U-Net that has modules by this plan and does not have them by another
   * one, or not of this rank and alpha.
   */
  public OptionalInt firstUnlike(BlockPlan other) {
    return IntStream.range(0, blocks.count())
        .filter(
            block ->
                (sizeIn(block).rank() > 0 && !sizeIn(block).equals(other.sizeIn(block)))
                    || (convSizeIn(block).rank() > 0
                        && !convSizeIn(block).equals(other.convSizeIn(block))))
        .findFirst();
  }

  private NetworkModule.Size sizeIn(int block) {
    return hasLinear(block) ? sizeOf(block) : NONE;
  }

  private NetworkModule.Size convSizeIn(int block) {
    return hasConv(block) ? convSizeOf(block) : NONE;
  }

  private int rank(int block) {
    return settings.ranks().map(all -> all.get(block)).orElse(network.rank());
  }

  private int convRank(int block) {
    int usual = network.convRank() == null ? 0 : network.convRank();
    return settings.convRanks().map(all -> all.get(block)).orElse(usual);
  }

  /** The module beside a layer; empty where it gets none. */
  Optional<NetworkModule> module(String name, Shape layer) {
    NetworkModule.Size size = size(name, layer);
    return size.rank() == 0 ? Optional.empty() : Optional.of(module(name, layer, size));
  }

  private NetworkModule module(String name, Shape layer, NetworkModule.Size size) {
    return switch (network.network()) {
      case LORA -> LoraModule.beside(name, layer, size);
      case LOHA -> LohaModule.beside(name, layer, size);
      case LOKR -> LokrModule.beside(name, layer, size, network.lokrFactor());
    };
  }

  /** Of the module beside a layer; of rank 0 where it gets none. */
  NetworkModule.Size size(String module, Shape layer) {
    if (LayerNames.isText(module)) {
      return new NetworkModule.Size(network.rank(), network.alpha());
    }
    boolean spatial = layer.rank() == 4 && layer.size(-1) > 1;
    return spatial ? convSizeOf(block(module)) : sizeOf(block(module));
  }

  private NetworkModule.Size sizeOf(int block) {
    return size(
        block, rank(block), settings.alphas().map(all -> all.get(block)).orElse(network.alpha()));
  }

  private NetworkModule.Size convSizeOf(int block) {
    return size(
        block,
        convRank(block),
        settings.convAlphas().map(all -> all.get(block)).orElse(network.convAlphaOrDefault()));
  }

  private NetworkModule.Size size(int block, int rank, double alpha) {
    return new NetworkModule.Size(weight(block) == 0 ? 0 : rank, alpha == 0 ? rank : alpha);
  }
}
