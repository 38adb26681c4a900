package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.function.Supplier;

/**
 * A tensor that is not in memory.
 *
 * @param numbers fetches or computes it, each time anew
 */
public record LaterTensor(DType type, Shape shape, Supplier<StoredTensor> numbers)
    implements FileTensor {
  @Override
  public StoredTensor read() {
    StoredTensor read = numbers.get();
    if (read.type() != type || !read.shape().equals(shape)) {
      throw new IllegalStateException(
          "%s %s was read where %s %s is announced"
              .formatted(read.type(), read.shape(), type, shape));
    }
    return read;
  }
}
