package dev.lorafoundry.diffusion.lora;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What modules in files are known by: the names of their matrices. */
enum ModuleKind {
  LORA(LoraModule::read, LoraModule.DOWN, LoraModule.UP),
  LOHA(
      LohaModule::of, LohaModule.LEFT_1, LohaModule.RIGHT_1, LohaModule.LEFT_2, LohaModule.RIGHT_2),
  LOKR(LokrModule::of, LokrModule.FIRST, LokrModule.WHOLE, LokrModule.LEFT, LokrModule.RIGHT);

  private final Function<StoredModule, NetworkModule> reading;
  private final List<String> matrices;

  /**
   * @param matrices what follows the module's name; every module has the first one
   */
  ModuleKind(Function<StoredModule, NetworkModule> reading, String... matrices) {
    this.reading = reading;
    this.matrices = List.of(matrices);
  }

  /**
   * The kind of a module with these tensors; empty if it has none that is known.
   *
   * @param tensors what follows the module's name
   */
  static Optional<ModuleKind> of(Collection<String> tensors) {
    return Arrays.stream(values())
        .filter(kind -> kind.matrices.stream().anyMatch(tensors::contains))
        .findFirst();
  }

  /** What a file is known by, for people. */
  static List<String> marks() {
    return Arrays.stream(values()).map(kind -> "…" + kind.matrices.get(0)).toList();
  }

  /** Whether a module of this kind may have such a tensor. */
  boolean knows(String tensor) {
    return matrices.contains(tensor)
        || tensor.equals(NetworkModule.ALPHA)
        || (this == LORA && tensor.equals(DoraModule.MAGNITUDE));
  }

  /**
   * @throws LoraRefused if the matrices make no module
   */
  NetworkModule read(StoredModule stored) {
    return reading.apply(stored);
  }
}
