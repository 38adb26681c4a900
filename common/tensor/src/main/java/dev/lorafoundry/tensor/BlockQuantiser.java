package dev.lorafoundry.tensor;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers in 8 bits each, in the method that is being described: of a {@linkplain Blocks block} x
 * are kept {@code scale = max|x|} and for each number the code of what is nearest to {@code x /
 * scale} in a {@link DynamicMap}.
 */
public final class BlockQuantiser {
  private final Value numbers;
  private final Value bounds;

  /**
   * Blocks as they are kept.
   *
   * @param codes bytes (blocks, 256)
   * @param scales (blocks, 1)
   */
  public record Quantised(Value codes, Value scales) {}

  /**
   * @param like where the map is wanted: a tensor on the device
   */
  public BlockQuantiser(DynamicMap map, Value like) {
    numbers = beside(like, map.numbers());
    bounds = beside(like, map.bounds());
  }

  /**
   * @param blocks (blocks, 256)
   */
  public Quantised quantise(Value blocks) {
    Value scales = blocks.call("amax", blocks.abs(), "[1]", "True"); // (blocks, 1)
    // why: a block of zeros has the scale 0
    Value relative = blocks.div(scales.clamp(Float.MIN_NORMAL, Float.MAX_VALUE));
    Value codes = relative.call("bucketize", relative, bounds, "out_int32=True", "right=False");
    return new Quantised(codes.to(DType.U8), scales);
  }

  /** About what was {@linkplain #quantise quantised} (blocks, 256). */
  public Value restore(Quantised kept) {
    Value positions = kept.codes().to(DType.I32).flatten(0, -1);
    return numbers.indexSelect(0, positions).reshape(-1, Blocks.SIZE).mul(kept.scales());
  }

  /** A vector of these numbers on the other value's device, in its format. */
  private static Value beside(Value like, float... numbers) {
    String list =
        IntStream.range(0, numbers.length)
            .mapToObj(i -> Code.number(numbers[i]))
            .collect(Collectors.joining(", ", "torch.tensor([", "])"));
    return like.call("to", list, like, "False", "False", "None");
  }
}
