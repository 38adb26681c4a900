package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Conversion to bf16 by a program of one line.
 *
 * <p>why: DJL's own conversion does not know the format, and ends the process.
 */
final class Bf16 {
  private static final PtNDManager MANAGER =
      (PtNDManager) NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
  private static final PtSymbolBlock CAST = load();

  private Bf16() {}

  /** A copy in bf16, on the array's device and managed with it. */
  static synchronized NDArray of(NDArray array) {
    try (PtNDManager results = (PtNDManager) MANAGER.newSubManager();
        Call call = new Call(1)) {
      call.add(array);
      NDArray cast = call.run(CAST, "cast", results).get(0);
      cast.attach(array.getManager());
      return cast;
    }
  }

  /** Stored bf16 elements as fp32. */
  static ByteBuffer widened(ByteBuffer halves) {
    ByteBuffer source = halves.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer floats = ByteBuffer.allocate(2 * source.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (source.hasRemaining()) {
      floats.putInt(source.getShort() << 16);
    }
    return floats.flip();
  }

  /** Numbers that have no more digits than bf16, as stored bf16 elements. */
  static ByteBuffer narrowed(float... floats) {
    ByteBuffer halves = ByteBuffer.allocate(2 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float each : floats) {
      halves.putShort((short) (Float.floatToRawIntBits(each) >>> 16));
    }
    return halves.flip();
  }

  private static PtSymbolBlock load() {
    Program program = new Program("bf16");
    program.method("cast", m -> m.returns("cast", m.input("x").to(DType.BF16)));
    byte[] archive = new ScriptArchive(program).bytes();
    try {
      return JniUtils.loadModule(MANAGER, new ByteArrayInputStream(archive), true, false);
    } catch (IOException e) {
      throw new UncheckedIOException("an archive can't be read from memory", e);
    }
  }
}
