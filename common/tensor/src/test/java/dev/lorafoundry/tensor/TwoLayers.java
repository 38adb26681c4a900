package dev.lorafoundry.tensor;

/** {@code second(silu(first(x)))}, which learns {@code y} by AdamW. */
final class TwoLayers {
  private TwoLayers() {}

  /**
   * A program of one method, {@code step}: x (N, in), y (N, out) and rate to the loss.
   *
   * @param first shape (hidden, in)
   * @param second shape (out, hidden)
   */
  static Program learning(Shape first, Shape second) {
    Program program = new Program("two layers");
    Value inner = program.parameter("first", first);
    Value outer = program.parameter("second", second);
    Values means = program.state("means");
    Values squares = program.state("squares");
    Value count = program.counter("count");
    program.method(
        "step",
        m -> {
          Values leaves = m.train();
          Value painted =
              Kernels.linear(Kernels.linear(m.input("x"), inner, null).silu(), outer, null);
          Value loss = painted.sub(m.input("y")).square().mean();
          Values gradients = m.gradients(loss, leaves);
          count.addInPlace(1);
          program
              .parameterList()
              .fusedAdamW(
                  gradients,
                  means,
                  squares,
                  count.expand(2).unbind(2),
                  m.input("rate"),
                  new Values.AdamWNumbers(0.9, 0.999, 0, 1e-8));
          m.returns("loss", loss.detach());
        });
    return program;
  }
}
