package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;

/** A tensor of a file, whose numbers are there or are fetched when they are asked for. */
public sealed interface FileTensor permits StoredTensor, LaterTensor {
  DType type();

  Shape shape();

  /** With its numbers. */
  StoredTensor read();

  /** Bytes that its numbers take in a file. */
  default long size() {
    return shape().elements() * type().bytes();
  }
}
