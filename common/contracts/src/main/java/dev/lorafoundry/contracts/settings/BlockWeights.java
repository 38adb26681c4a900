package dev.lorafoundry.contracts.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the learning rates of a row of blocks are multiplied by, as sd-scripts writes it: a number
 * for each block, or a course by name and what is added to it, such as {@code cosine+0.25}.
 */
public sealed interface BlockWeights {
  /** One for each of so many blocks, in the order of the U-Net. */
  List<Double> of(int blocks);

  /**
   * Numbers, of which the last may be missing: they are 1.
   *
   * @param numbers none of them negative
   */
  record Numbers(List<Double> numbers) implements BlockWeights {
    public Numbers {
      numbers = List.copyOf(numbers);
    }

    @Override
    public List<Double> of(int blocks) {
      if (numbers.size() > blocks) {
        throw new IllegalStateException(numbers.size() + " weights for " + blocks + " blocks");
      }
      List<Double> all = new ArrayList<>(numbers);
      all.addAll(Collections.nCopies(blocks - numbers.size(), 1.0));
      return all;
    }
  }

  /**
   * A course.
   *
   * @param base what is added to it everywhere
   */
  record Course(Form form, double base) implements BlockWeights {
    @Override
    public List<Double> of(int blocks) {
      return IntStream.range(0, blocks)
          .mapToObj(i -> form.at(i / (double) (blocks - 1)) + base)
          .toList();
    }
  }

  /** How a course goes from the first block, at 0, to the last one, at 1. */
  enum Form {
    COSINE,
    SINE,
    LINEAR,
    REVERSE_LINEAR,
    ZEROS;

    double at(double place) {
      return switch (this) {
        case COSINE -> Math.sin(Math.PI / 2 * (1 - place));
        case SINE -> Math.sin(Math.PI / 2 * place);
        case LINEAR -> place;
        case REVERSE_LINEAR -> 1 - place;
        case ZEROS -> 0;
      };
    }
  }
}
