package dev.lorafoundry.diffusion.lora;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.lorafoundry.contracts.settings.NetworkType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * PEFT's {@code LoHaConfig} or {@code LoKrConfig}. By it PEFT makes the matrices of all layers
 * before it reads a file: it has to give them the shapes that the file has.
 */
final class PeftConfiguration {
  private final SortedMap<String, NetworkModule> modules;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private PeftConfiguration(SortedMap<String, NetworkModule> modules) {
    this.modules = modules;
  }

  /**
   * All fields but the layers.
   *
   * @param part whose modules are all LoHa, or all LoKr
   * @throws LoraRefused if PEFT would make other shapes
   */
  static Map<String, Object> of(DiffusersPart part) {
    PeftConfiguration configuration = new PeftConfiguration(part.modules());
    if (part.modules().values().stream().anyMatch(LokrModule.class::isInstance)) {
      configuration.ofLokr();
    } else {
      configuration.put(NetworkType.LOHA, NetworkModule::rank);
    }
    return configuration.fields;
  }

  /** why: a W₂ is whole in PEFT where the rank is half of its longer side, not where a file says */
  private void ofLokr() {
    List<LokrModule> all = modules.values().stream().map(LokrModule.class::cast).toList();
    all.forEach(PeftConfiguration::requireSmallRank);
    List<Long> ranks = all.stream().map(LokrModule::rank).filter(rank -> rank > 0).toList();
    long usual =
        ranks.isEmpty()
            ? all.stream().mapToLong(LokrModule::longerSide).max().orElseThrow()
            : mostCommon(ranks.stream());
    put(NetworkType.LOKR, module -> rank((LokrModule) module, usual));
    fields.put("decompose_both", false);
    fields.put("decompose_factor", factor(all));
  }

  private static void requireSmallRank(LokrModule module) {
    if (2 * module.rank() >= module.longerSide()) {
      throw new LoraRefused(
          "Module %s of the LoKr has a rank of %d for a matrix with a longer side of %d, which diffusers can read as a whole one alone: use the file in webui or ComfyUI."
              .formatted(module.name(), module.rank(), module.longerSide()));
    }
  }

  private static long rank(LokrModule module, long usual) {
    if (module.rank() > 0) {
      return module.rank();
    }
    return 2 * usual >= module.longerSide() ? usual : module.longerSide();
  }

  /**
   * The one that divides the sides of all layers as they are divided.
   *
   * @throws LoraRefused if there is none
   */
  private static int factor(List<LokrModule> modules) {
    long most =
        modules.stream()
            .map(LokrModule::first)
            .mapToLong(shape -> Math.max(shape.size(0), shape.size(1)))
            .max()
            .orElseThrow();
    return IntStream.concat(IntStream.of(-1), IntStream.rangeClosed(1, (int) most))
        .filter(factor -> modules.stream().allMatch(module -> divides(factor, module)))
        .findFirst()
        .orElseThrow(
            () ->
                new LoraRefused(
                    "The LoKr divides the sides of its layers in a way that diffusers does not know: make a LoRA of it by a LoRA task of kind resize, which loses nothing at the full rank, train with another lokrFactor, such as -1 or 8, or use this file in webui or ComfyUI."));
  }

  private static boolean divides(int factor, LokrModule module) {
    return smaller(module.layer().size(0), factor) == module.first().size(0)
        && smaller(module.layer().size(1), factor) == module.first().size(1);
  }

  /** PEFT's {@code factorization}: unlike in LyCORIS' a factor that divides is W₁'s side always. */
  private static long smaller(long features, int factor) {
    return factor > 0 && features % factor == 0 ? factor : Factors.of(features, factor).smaller();
  }

  private void put(NetworkType type, Function<NetworkModule, Long> rank) {
    fields.put("peft_type", type.name());
    put("r", "rank_pattern", rank);
    put(
        "alpha",
        "alpha_pattern",
        module -> module.rank() > 0 ? module.alpha() : (double) rank.apply(module));
    fields.put("use_effective_conv2d", false);
    fields.put("inference_mode", true);
  }

  private <T> void put(String name, String pattern, Function<NetworkModule, T> value) {
    T usual = mostCommon(modules.values().stream().map(value));
    Map<String, T> others = new LinkedHashMap<>();
    modules.forEach(
        (path, module) -> {
          if (!value.apply(module).equals(usual)) {
            others.put(PeftAdapters.shortName(path), value.apply(module));
          }
        });
    fields.put(name, usual);
    fields.put(pattern, others);
  }

  private static <T> T mostCommon(Stream<T> values) {
    return values
        .collect(groupingBy(Function.identity(), LinkedHashMap::new, counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }
}
