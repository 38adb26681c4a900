package dev.lorafoundry.tensor;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic list of tensors, such as all parameters or their gradients. Operations whose names end
 * in {@code InPlace} change the tensors themselves.
 */
public final class Values {
  private final Program program;
  private final @Nullable MethodScope scope;
  private final String expression;
  private final IntSupplier size;
  private final boolean changeable;

  Values(Program program, @Nullable MethodScope scope, String expression, IntSupplier size) {
    this(program, scope, expression, size, true);
  }

  private Values(
      Program program,
      @Nullable MethodScope scope,
      String expression,
      IntSupplier size,
      boolean changeable) {
    this.program = program;
    this.scope = scope;
    this.expression = expression;
    this.size = size;
    this.changeable = changeable;
  }

  public int size() {
    return size.getAsInt();
  }

  public Value get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("value " + index + " of a list of " + size());
    }
    return Value.of(program, scope, expression + "[" + index + "]", tracked());
  }

  public List<Value> all() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  /**
   * The elements from {@code from} up to but not including {@code to}: the tensors themselves,
   * which can be changed in place where the list is one of the program, and read where it is a
   * method's.
   */
  public Values range(int from, int to) {
    return range(from, to, 1);
  }

  /** As {@link #range(int, int)}, but only every {@code step}-th element. */
  public Values range(int from, int to, int step) {
    int count = (to - from + step - 1) / step;
    if (scope == null) {
      String list = program.range(expression.substring("self.".length()), from, to, step);
      return new Values(program, null, "self." + list, () -> count);
    }
    String slice =
        program
            .current()
            .assign("torch.slice(%s, %d, %d, %d)".formatted(expression, from, to, step));
    return new Values(program, program.current(), slice, () -> count, false);
  }

  /** The elements that require gradients, seen without their history. */
  public Values detached() {
    MethodScope here = program.current();
    return here.listOf(all().stream().map(Value::detach).toList());
  }

  public Values add(Values other) {
    return each("torch._foreach_add(" + expression + ", " + other.expression + ", alpha=1)");
  }

  public Values add(double summand) {
    return each("torch._foreach_add(" + expression + ", " + Code.number(summand) + ")");
  }

  /** Each element plus the same scalar. */
  public Values add(Value scalar) {
    return each("torch._foreach_add(" + expression + ", " + inScope(scalar) + ", alpha=1)");
  }

  public Values sub(Values other) {
    return each("torch._foreach_sub(" + expression + ", " + other.expression + ", alpha=1)");
  }

  public Values mul(double factor) {
    return each("torch._foreach_mul(" + expression + ", " + Code.number(factor) + ")");
  }

  public Values mul(Values factors) {
    return each("torch._foreach_mul(" + expression + ", " + factors.expression + ")");
  }

  /** Each element times the same scalar. */
  public Values mul(Value scalar) {
    return each("torch._foreach_mul(" + expression + ", " + inScope(scalar) + ")");
  }

  public Values div(Values divisors) {
    return each("torch._foreach_div(" + expression + ", " + divisors.expression + ")");
  }

  public Values abs() {
    return each("torch._foreach_abs(" + expression + ")");
  }

  public Values reciprocal() {
    return each("torch._foreach_reciprocal(" + expression + ")");
  }

  /** The larger of each number and the bound. */
  public Values atLeast(double bound) {
    return each("torch._foreach_clamp_min(" + expression + ", " + Code.number(bound) + ")");
  }

  public Values sqrt() {
    return each("torch._foreach_sqrt(" + expression + ")");
  }

  public Values sign() {
    return each("torch._foreach_sign(" + expression + ")");
  }

  /** {@code this + weight · (end − this)}. */
  public Values lerp(Values end, double weight) {
    return each(
        "torch._foreach_lerp("
            + expression
            + ", "
            + end.expression
            + ", "
            + Code.number(weight)
            + ")");
  }

  /** L2 norm of each element: a list of scalars. */
  public Values norms() {
    return each("torch._foreach_norm(" + expression + ", 2)");
  }

  /** Sum of each element: a list of scalars. */
  public Values sums() {
    return mapped("torch.sum(%s)");
  }

  /** Mean of each element: a list of scalars. */
  public Values means() {
    return mapped("torch.mean(%s)");
  }

  /** Means along a dimension, whose size is 1 then. */
  public Values means(int dimension) {
    return mapped("torch.mean(%s, [" + dimension + "], True)");
  }

  /** One tensor with the elements behind one another along the first dimension. */
  public Value joined() {
    MethodScope here = program.current();
    return Value.of(program, here, here.assign("torch.cat(" + expression + ", 0)"), tracked());
  }

  /** What {@link #joined} made one, in parts as long as these elements. */
  public Values partsOf(Value whole) {
    MethodScope here = program.current();
    String sizes = here.assign("annotate(List[int], [])");
    here.each(
        expression,
        i ->
            here.run(
                "%s = torch.append(%s, torch.size(%s[%s], 0))"
                    .formatted(here.variable(), sizes, expression, i)));
    return each("torch.split_with_sizes(" + inScope(whole) + ", " + sizes + ", 0)");
  }

  /** As many numbers of each of the others as the element here has, in its shape. */
  public Values shaped(Values others) {
    MethodScope here = program.current();
    String list = here.assign("annotate(List[Tensor], [])");
    here.each(
        expression,
        i -> {
          String like = expression + "[" + i + "]";
          String flat = "torch.flatten(" + others.expression + "[" + i + "], 0, -1)";
          String first = "torch.slice(" + flat + ", 0, 0, torch.numel(" + like + "), 1)";
          String one = "torch.reshape(" + first + ", torch.size(" + like + "))";
          here.run(here.variable() + " = torch.append(" + list + ", " + one + ")");
        });
    return new Values(program, here, list, size);
  }

  /** Each element, a scalar, in the shape of another one. */
  public Values expanded(Values others) {
    MethodScope here = program.current();
    String list = here.assign("annotate(List[Tensor], [])");
    here.each(
        expression,
        i -> {
          String sizes = "torch.size(" + others.expression + "[" + i + "])";
          String one = "torch.expand(" + expression + "[" + i + "], " + sizes + ")";
          here.run(here.variable() + " = torch.append(" + list + ", " + one + ")");
        });
    return new Values(program, here, list, size);
  }

  /** One tensor with the elements along a new first dimension. */
  public Value stack() {
    MethodScope here = program.current();
    return Value.of(program, here, here.assign("torch.stack(" + expression + ", 0)"), tracked());
  }

  public void addInPlace(double summand) {
    change("torch._foreach_add_(" + expression + ", " + Code.number(summand) + ")");
  }

  /** {@code this += factor · other}. */
  public void addInPlace(Values other, double factor) {
    change(
        "torch._foreach_add_("
            + expression
            + ", "
            + other.expression
            + ", alpha="
            + Code.number(factor)
            + ")");
  }

  public void subInPlace(Values other) {
    addInPlace(other, -1);
  }

  public void mulInPlace(double factor) {
    change("torch._foreach_mul_(" + expression + ", " + Code.number(factor) + ")");
  }

  public void mulInPlace(Value scalar) {
    change("torch._foreach_mul_(" + expression + ", " + inScope(scalar) + ")");
  }

  public void mulInPlace(Values factors) {
    change("torch._foreach_mul_(" + expression + ", " + factors.expression + ")");
  }

  public void lerpInPlace(Values end, double weight) {
    change(
        "torch._foreach_lerp_("
            + expression
            + ", "
            + end.expression
            + ", "
            + Code.number(weight)
            + ")");
  }

  public void copyInPlace(Values source) {
    change("torch._foreach_copy_(" + expression + ", " + source.expression + ", False)");
  }

  public void signInPlace() {
    change("torch._foreach_sign_(" + expression + ")");
  }

  public void zeroInPlace() {
    change("torch._foreach_zero_(" + expression + ")");
  }

  /**
   * One step of AdamW on these parameters, in place, as PyTorch's fused implementation does it
   * (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019).
   *
   * @param firstMoments one tensor like each parameter
   * @param secondMoments one tensor like each parameter
   * @param steps one scalar like each parameter: the number of its step, from 1
   * @param learningRate scalar
   */
  public void fusedAdamW(
      Values gradients,
      Values firstMoments,
      Values secondMoments,
      Values steps,
      Value learningRate,
      AdamWNumbers numbers) {
    String lists =
        String.join(
            ", ",
            expression,
            gradients.expression,
            firstMoments.expression,
            secondMoments.expression,
            "annotate(List[Tensor], [])",
            steps.expression);
    String options =
        "lr=%s, beta1=%s, beta2=%s, weight_decay=%s, eps=%s, amsgrad=False, maximize=False"
            .formatted(
                inScope(learningRate),
                Code.number(numbers.beta1()),
                Code.number(numbers.beta2()),
                Code.number(numbers.weightDecay()),
                Code.number(numbers.epsilon()));
    change("torch._fused_adamw_(" + lists + ", " + options + ")");
  }

  /** The constants of an AdamW step. */
  public record AdamWNumbers(double beta1, double beta2, double weightDecay, double epsilon) {}

  String expression() {
    return expression;
  }

  /** Only the leaves of a method that trains lead back to parameters. */
  private boolean tracked() {
    return expression.equals(Program.PARAMETERS);
  }

  private Values each(String expression) {
    MethodScope here = program.current();
    int count = size();
    return new Values(program, here, here.assign(expression), () -> count);
  }

  Values mapped(String each) {
    MethodScope here = program.current();
    int count = size();
    return new Values(program, here, here.mapped(expression, each), () -> count);
  }

  private void change(String line) {
    if (!changeable) {
      // why: the compiler thinks that such a slice is a copy, and drops the line
      throw new IllegalStateException(
          "a range of a method's own list can't be changed in place: change the whole list");
    }
    program.current().changesInPlace();
    program.current().run(line);
  }

  private String inScope(Value value) {
    return value.in(program.current()).expression();
  }
}
