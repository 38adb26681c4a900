package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.LoraTaskEvent.Ranks;
import dev.lorafoundry.contracts.settings.LoraTaskKind;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.MergeMethod;
import dev.lorafoundry.contracts.settings.RankMethod;
import dev.lorafoundry.contracts.settings.SavePrecision;
import dev.lorafoundry.diffusion.lora.MergedLoras.Merge;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.TensorRuntime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a LoRA of others: one with other ranks, as {@code resize_lora.py} of sd-scripts does, or
 * the weighted sum of several, as {@code svd_merge_lora.py} and {@code merge_lora.py} do. LoHa and
 * LoKr become LoRA. Unlike there weights count once where ranks lie side by side, so that this is
 * the exact sum; and nothing is cut off of the matrices after a decomposition.
 */
public final class LoraMaker {
  /** So many times what is made must fit into the heap: matrices, their copies, other work. */
  private static final int MEMORY_SHARE = 3;

  private final TensorRuntime runtime;
  private final Order order;
  private final List<ModuleSum> sums;

  /**
   * What is to be made.
   *
   * @param name of the file, without extension
   * @param sources one to resize, whose multiplier is not looked at, or several to merge
   * @param at for the file's metadata
   */
  public record Order(String name, LoraTaskSettings settings, List<Merge> sources, Instant at) {
    public Order {
      sources = List.copyOf(sources);
      if (settings.kind() == LoraTaskKind.RESIZE && sources.size() != 1) {
        throw new LoraRefused(
            "%d LoRAs can't be resized at once: name one.".formatted(sources.size()));
      }
    }
  }

  /** What was made. */
  public record Made(LoraFile file, Ranks ranks) {}

  /** Is told how far it is; what it throws ends the work. */
  @FunctionalInterface
  public interface Progress {
    void at(int modules, int of);
  }

  private LoraMaker(TensorRuntime runtime, Order order) {
    order.sources().forEach(LoraMaker::requireNoDora);
    this.runtime = runtime;
    this.order = order;
    this.sums = ModuleSum.of(order.sources());
  }

  /**
   * @throws LoraRefused if the sources do not allow it
   */
  public static Made make(TensorRuntime runtime, Order order, Progress progress) {
    return make(runtime, order, progress, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
  }

  /**
   * @param mostBytes of the file
   */
  static Made make(TensorRuntime runtime, Order order, Progress progress, long mostBytes) {
    LoraMaker maker = new LoraMaker(runtime, order);
    maker.requireRanks();
    maker.requireSize(mostBytes);
    return maker.make(progress);
  }

  /** why: how long its rows become depends on the base model's weight, so that it is no product */
  private static void requireNoDora(Merge source) {
    if (source.file().tensors().keySet().stream()
        .anyMatch(name -> name.endsWith(DoraModule.MAGNITUDE))) {
      throw new LoraRefused(
          "%s is a DoRA, which can be neither resized nor merged: choose LoRAs without %s."
              .formatted(source.name(), DoraModule.MAGNITUDE.substring(1)));
    }
  }

  private Made make(Progress progress) {
    Map<String, LoraModule> modules = new LinkedHashMap<>();
    Map<String, StoredTensor> matrices = new LinkedHashMap<>();
    DType type = type(order.settings().savePrecision());
    Kept kept = new Kept();
    try (SumProgram program = SumProgram.load(runtime, order, sums)) {
      for (int i = 0; i < sums.size(); i++) {
        progress.at(i, sums.size());
        MadeModule made = program.run(sums.get(i));
        modules.put(made.module().name(), made.module());
        made.matrices().forEach((name, matrix) -> matrices.put(name, matrix.to(type)));
        kept.add(made);
      }
    }
    progress.at(sums.size(), sums.size());
    LoraFile file =
        LoraFile.of(
            new LoraNetwork(List.copyOf(modules.values())),
            matrices,
            type,
            MadeMetadata.of(order, modules.values()));
    requireFinite(file, type);
    return new Made(file, kept.ranks());
  }

  private static DType type(SavePrecision precision) {
    return switch (precision) {
      case FP32 -> DType.F32;
      case FP16 -> DType.F16;
      case BF16 -> DType.BF16;
    };
  }

  /** why: what was never trained can't come of a decomposition, whoever asks for it is mistaken */
  private void requireRanks() {
    LoraTaskSettings settings = order.settings();
    if (settings.kind() != LoraTaskKind.RESIZE || settings.rankMethod() != RankMethod.FIXED) {
      return;
    }
    requireRank("rank", settings.rankOrDefault(), false);
    if (settings.convRank() != null) {
      requireRank("convRank", settings.convRank(), true);
    }
  }

  private void requireRank(String setting, int wanted, boolean spatial) {
    long largest =
        sums.stream()
            .filter(sum -> sum.spatial() == spatial)
            .mapToLong(sum -> sum.summands().get(0).module().largestRank())
            .max()
            .orElse(wanted);
    if (wanted > largest) {
      throw new LoraRefused(
          "%s %d is larger than what %s has: resizing adds nothing that was not trained. Choose at most %d."
              .formatted(setting, wanted, order.sources().get(0).name(), largest));
    }
  }

  /** why: whoever has no memory left does nothing any more, though others wait for him */
  private void requireSize(long most) {
    LoraTaskSettings settings = order.settings();
    long numbers = 0;
    for (ModuleSum sum : sums) {
      long rank =
          settings.choosesRanks()
              ? Math.min(sum.innerSide(), RankChoice.of(settings, sum.spatial()).most())
              : sum.innerSide();
      long out = sum.layer().size(0);
      numbers += rank * (out + sum.layer().elements() / out);
    }
    long bytes = numbers * type(settings.savePrecision()).bytes();
    if (bytes > most) {
      throw new LoraRefused(
          "%s would have %,d bytes, and this worker has memory for %,d: choose a lower rank, or another savePrecision or mergeMethod."
              .formatted(order.name(), bytes, most));
    }
  }

  /** why: numbers beyond the format become infinite, and every picture would be black */
  private void requireFinite(LoraFile file, DType type) {
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (!SumProgram.finite(tensor.toFloats())) {
                throw new LoraRefused(
                    "%s has numbers in %s that %s can't hold: choose another savePrecision, bf16 or float."
                        .formatted(order.name(), name, type));
              }
            });
  }

  /** Whether matrices are summed as they are, or their products. */
  static boolean isPlain(LoraTaskSettings settings) {
    return settings.kind() == LoraTaskKind.MERGE
        && settings.mergeMethodOrDefault() == MergeMethod.PLAIN;
  }
}
