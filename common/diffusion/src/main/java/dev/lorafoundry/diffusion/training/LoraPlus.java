package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.diffusion.lora.ModuleGroups;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * LoRA+ (Hayou et al., LoRA+: Efficient Low Rank Adaptation of Large Models, 2024): the second
 * matrices of the modules learn faster than the first ones, so that they are a group of their own.
 */
final class LoraPlus {
  private static final String SECOND = " plus";

  private LoraPlus() {}

  /**
   * The groups, each one split in two where it has a ratio.
   *
   * @param groups in which first and second matrices take turns
   */
  static List<ParameterGroup> split(List<ParameterGroup> groups, OptimiserSettings settings) {
    return groups.stream()
        .flatMap(group -> ratio(settings, group).isPresent() ? halves(group) : Stream.of(group))
        .toList();
  }

  /** What the rate of a group's second matrices is multiplied by; empty if by nothing. */
  static OptionalDouble ratio(OptimiserSettings settings, ParameterGroup group) {
    Double own =
        isOfText(group) ? settings.loraPlusTextEncoderRatio() : settings.loraPlusUnetRatio();
    return optional(own == null ? settings.loraPlusRatio() : own);
  }

  static boolean isOfText(ParameterGroup group) {
    return group.name().startsWith(ModuleGroups.TEXT);
  }

  static boolean isOfSecondMatrices(ParameterGroup group) {
    return group.name().endsWith(SECOND);
  }

  private static Stream<ParameterGroup> halves(ParameterGroup group) {
    return Stream.of(
        new ParameterGroup(group.name(), group.from(), group.to(), 2, group.weight()),
        new ParameterGroup(group.name() + SECOND, group.from() + 1, group.to(), 2, group.weight()));
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
