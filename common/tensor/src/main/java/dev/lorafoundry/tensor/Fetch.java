package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;

/** Brings the tensors of a source to a device, for a program that says how they must be. */
record Fetch(Program program, PtNDManager manager) {
  /**
   * A copy of a source's tensor, which lives as long as the manager; whole-number tensors stay as
   * they are.
   *
   * @throws IllegalArgumentException if there is none, or one of another shape, or floats where
   *     whole numbers are needed
   * @throws TensorProgramFailed if the device has no room for it
   */
  NDArray one(TensorSource source, String name, TensorForm form) {
    Shape shape = form.shape();
    Tensor tensor = source.find(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "program " + program.name() + " needs a tensor '" + name + "' of shape " + shape);
    }
    requireShape(program, name, shape, tensor.shape());
    requireType(name, form.type(), tensor.dtype());
    return NativeWork.of(
        "bringing tensor '" + name + "' to the device for program " + program.name(),
        () -> fetched(tensor, form.type()));
  }

  private NDArray fetched(Tensor tensor, DType type) {
    DType wanted = tensor.dtype().isFloating() ? type : tensor.dtype();
    NDArray onDevice = tensor.array().toDevice(manager.getDevice(), false);
    try {
      return adopted(wanted.copyOf(onDevice));
    } finally {
      if (onDevice != tensor.array()) {
        onDevice.close();
      }
    }
  }

  private NDArray adopted(NDArray copy) {
    try {
      copy.attach(manager);
      return copy;
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  private void requireType(String name, DType needed, DType found) {
    if (!needed.isFloating() && found != needed) {
      throw new IllegalArgumentException(
          "tensor '%s' is of type %s but program %s needs %s"
              .formatted(name, found, program.name(), needed));
    }
  }

  static void requireShape(Program program, String name, Shape needed, Shape found) {
    if (!found.equals(needed)) {
      throw new IllegalArgumentException(
          "tensor '%s' has shape %s but program %s needs %s"
              .formatted(name, found, program.name(), needed));
    }
  }
}
