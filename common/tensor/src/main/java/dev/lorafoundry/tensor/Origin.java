package dev.lorafoundry.tensor;

import java.util.Set;

/**
 * Where a line of a program comes from.
 *
 * @param module path of the module that was being traced, such as {@code down_blocks.0.resnets.1}
 * @param frame the Java line that called for the operation
 */
record Origin(String module, String frame) {
  private static final Set<String> OURS =
      Set.of(
          Program.class.getName(),
          MethodScope.class.getName(),
          Lines.class.getName(),
          Operation.class.getName(),
          Value.class.getName(),
          Values.class.getName(),
          Tape.class.getName(),
          Kernels.class.getName(),
          Pieces.class.getName(),
          Size.class.getName(),
          RandomStream.class.getName(),
          Origin.class.getName());

  static Origin here(String module) {
    String frame =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(each -> !OURS.contains(each.getClassName()))
                        .findFirst()
                        .map(each -> each.toStackTraceElement().toString())
                        .orElse("unknown"));
    return new Origin(module, frame);
  }

  @Override
  public String toString() {
    return module.isEmpty() ? frame : module + " at " + frame;
  }
}
