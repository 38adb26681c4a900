package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.FullSize;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Files of models as large as those that were released, with random weights: U-Net and text encoder
 * of that size, the VAE of the fixtures, which is asked before the first step only.
 */
final class FullSizeModel {
  private static final double SPREAD = 0.03;
  private static final int OFFSETS = 1 << 16;

  private FullSizeModel() {}

  static void write(Path path, Family family) throws IOException {
    Map<String, Shape> shapes = FullSize.of(family);
    shapes.keySet().removeIf(name -> name.startsWith(Prefixes.VAE));
    ByteBuffer random = random(Math.toIntExact(largest(shapes)) + OFFSETS);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> tensors.put(name, tensor(name, shape, random)));
    SafetensorsFile tiny = Models.golden(family, "model");
    tiny.names().stream()
        .filter(name -> name.startsWith(Prefixes.VAE))
        .forEach(name -> tensors.put(name, tiny.get(name)));
    SafetensorsWriter.write(path, tensors, Map.of());
  }

  /** Part of the random numbers, another one for each name; the scales of norms are 1. */
  private static StoredTensor tensor(String name, Shape shape, ByteBuffer random) {
    if (shape.rank() == 1 && name.endsWith(".weight")) {
      float[] ones = new float[Math.toIntExact(shape.elements())];
      Arrays.fill(ones, 1);
      return StoredTensor.floats(shape, ones).to(DType.F16);
    }
    int offset = Math.floorMod(name.hashCode(), OFFSETS) * Short.BYTES;
    int length = Math.toIntExact(shape.elements() * Short.BYTES);
    return new StoredTensor(DType.F16, shape, random.slice(offset, length));
  }

  private static ByteBuffer random(int count) {
    SplittableRandom draws = new SplittableRandom(1);
    ByteBuffer bytes = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    short[] halves = halves();
    for (int i = 0; i < count; i++) {
      bytes.putShort(halves[draws.nextInt(halves.length)]);
    }
    return bytes.flip();
  }

  /** Numbers in (-{@link #SPREAD}, {@link #SPREAD}) at equal distances. */
  private static short[] halves() {
    float[] numbers = new float[1 << 12];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (SPREAD * ((2 * i + 1.0) / numbers.length - 1));
    }
    ByteBuffer bytes = StoredTensor.floats(Shape.of(numbers.length), numbers).to(DType.F16).bytes();
    short[] halves = new short[numbers.length];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(halves);
    return halves;
  }

  private static long largest(Map<String, Shape> shapes) {
    return shapes.values().stream().mapToLong(Shape::elements).max().orElseThrow();
  }
}
