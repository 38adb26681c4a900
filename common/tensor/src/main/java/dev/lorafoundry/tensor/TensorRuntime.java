package dev.lorafoundry.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The native library on one device: creates tensors and loads programs, which run on as many
 * threads as this runtime was given, whatever others were given.
 */
public final class TensorRuntime implements AutoCloseable {
  private final PtNDManager manager;
  private final Device device;
  private final int threads;
  private final Consumer<Shape> admission;

  private TensorRuntime(
      PtNDManager manager, Device device, int threads, Consumer<Shape> admission) {
    this.manager = manager;
    this.device = device;
    this.threads = threads;
    this.admission = admission;
  }

  /** The processor, with so many threads for one operation. */
  public static TensorRuntime cpu(int threads) {
    return open("cpu", threads);
  }

  /**
   * A device by name.
   *
   * @param device {@code cpu}, {@code cuda} or {@code cuda:0}, in small letters or capitals
   * @param threads for one operation on the processor
   */
  public static TensorRuntime open(String device, int threads) {
    return open(device, threads, shape -> {});
  }

  /**
   * @param admission is told the shape of each tensor before it is made, and may refuse it
   */
  static TensorRuntime open(String device, int threads, Consumer<Shape> admission) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads " + threads + " is not allowed: use 1 or more, 1 where cores are shared");
    }
    // why: without this DJL looks for newer libraries on the network
    System.setProperty("ai.djl.offline", "true");
    Device named = deviceOf(device);
    PtNDManager manager = (PtNDManager) NDManager.newBaseManager(named, "PyTorch");
    Call.use(threads);
    return new TensorRuntime(manager, named, threads, admission);
  }

  private static Device deviceOf(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.equals("cpu")) {
      return Device.cpu();
    }
    if (plain.matches("cuda(:[0-9]{1,2})?")) {
      int colon = plain.indexOf(':');
      return Device.gpu(colon < 0 ? 0 : Integer.parseInt(plain.substring(colon + 1)));
    }
    throw new IllegalArgumentException(
        "device '" + name + "' is not allowed: use cpu, cuda or cuda:N");
  }

  public boolean onGpu() {
    return device.isGpu();
  }

  /** Bytes of memory that a GPU has in all; empty for a processor, and where nobody can tell. */
  public OptionalLong deviceMemory() {
    return onGpu() ? GpuMemory.of(device.getDeviceId()) : OptionalLong.empty();
  }

  /** What the last bits of results depend on beside programs and tensors. */
  public String description() {
    String version = Engine.getEngine("PyTorch").getVersion();
    return "PyTorch %s, %s, %d threads".formatted(version, device, threads);
  }

  /** A tensor of these elements, in C order. */
  public Tensor floats(Shape shape, float... elements) {
    requireLength(shape, elements.length);
    ByteBuffer bytes = direct(4L * elements.length);
    bytes.asFloatBuffer().put(FloatBuffer.wrap(elements));
    return bytes(shape, DType.F32, bytes);
  }

  /** A tensor of these whole numbers, in C order. */
  public Tensor longs(Shape shape, long... elements) {
    requireLength(shape, elements.length);
    return made(shape, () -> manager.create(elements, djl(shape)));
  }

  /** A single number. */
  public Tensor scalar(double value) {
    return floats(Shape.of(), (float) value);
  }

  /**
   * A tensor of stored elements.
   *
   * @param bytes C order, little-endian; copied
   */
  public Tensor bytes(Shape shape, DType type, ByteBuffer bytes) {
    requireLength(shape, bytes.remaining() / type.bytes());
    if (type == DType.BF16) {
      try (Tensor wide = bytes(shape, DType.F32, Bf16.widened(bytes))) {
        return wide.to(DType.BF16);
      }
    }
    ByteBuffer direct = direct(bytes.remaining());
    direct.put(bytes.duplicate()).flip();
    return made(
        shape,
        () -> {
          try (NDArray shared = manager.create(direct, djl(shape), type.djl())) {
            return shared.duplicate();
          }
        });
  }

  public Tensor zeros(Shape shape, DType type) {
    Tensor zeros = made(shape, () -> manager.zeros(djl(shape), DType.F32.djl()));
    if (type == DType.F32) {
      return zeros;
    }
    try (zeros) {
      return made(shape, () -> type.copyOf(zeros.array()));
    }
  }

  private Tensor made(Shape shape, Supplier<NDArray> array) {
    admission.accept(shape);
    return new Tensor(NativeWork.of("making a tensor", array));
  }

  /**
   * Compiles a program and binds its weights and parameters.
   *
   * @param source gives them by name; it keeps its tensors, which may be closed afterwards
   * @throws IllegalArgumentException if one is missing or of another shape
   * @throws TensorProgramFailed if the program can't be compiled
   */
  public Executable load(Program program, TensorSource source) {
    return Executable.load(this, program, source);
  }

  /**
   * Tensors that live in this runtime, with those of its programs: none once all that it made is
   * closed. Copies of {@link Tensor#copy} and {@link Tensor#to} are not counted.
   */
  public int openTensors() {
    return manager.getManagedArrays().size();
  }

  /** Gives back to a GPU what the native library keeps of closed tensors, too. */
  @Override
  public void close() {
    manager.close();
    if (onGpu()) {
      JniUtils.emptyCudaCache();
    }
  }

  int threads() {
    return threads;
  }

  PtNDManager manager() {
    return manager;
  }

  private static ByteBuffer direct(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireLength(Shape shape, long given) {
    if (shape.elements() != given) {
      throw new IllegalArgumentException(
          given
              + " elements given for a tensor of shape "
              + shape
              + ": it needs "
              + shape.elements());
    }
  }

  static ai.djl.ndarray.types.Shape djl(Shape shape) {
    return new ai.djl.ndarray.types.Shape(shape.toArray());
  }
}
