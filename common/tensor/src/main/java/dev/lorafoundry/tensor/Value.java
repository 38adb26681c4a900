package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic tensor: calling an operation emits one line into the method that is being described
 * and gives the symbol of its result. Dimensions count from 0, or from -1 at the end. Operations
 * follow PyTorch's of the same name. What layers are made of is in {@link Kernels}.
 */
public final class Value {
  private final Symbol symbol;
  private final @Nullable Shape shape;

  private Value(Symbol symbol, @Nullable Shape shape) {
    this.symbol = symbol;
    this.shape = shape;
  }

  /** A value that exists in one method, or without one a state that exists in all. */
  static Value of(
      Program program, @Nullable MethodScope scope, String expression, boolean tracked) {
    return of(new Symbol(program, scope, expression, tracked, null));
  }

  static Value of(Symbol symbol) {
    return new Value(symbol, null);
  }

  /** A weight, or a parameter, which is tracked. */
  static Value slot(Symbol symbol, Shape shape) {
    return new Value(symbol, shape);
  }

  /** Shape of a weight or parameter. */
  public Shape shape() {
    if (shape == null) {
      throw new IllegalStateException(
          "the shape of " + expression() + " is known only when it runs");
    }
    return shape;
  }

  public Program program() {
    return symbol.program();
  }

  // Elementwise

  public Value add(Value other) {
    return call("add", this, other, "alpha=1");
  }

  public Value add(double other) {
    return call("add", this, Code.number(other), "1");
  }

  public Value sub(Value other) {
    return call("sub", this, other, "alpha=1");
  }

  public Value sub(double other) {
    return add(-other);
  }

  public Value mul(Value other) {
    return call("mul", this, other);
  }

  public Value mul(double other) {
    return call("mul", this, Code.number(other));
  }

  public Value div(Value other) {
    return call("div", this, other);
  }

  public Value div(double other) {
    return call("div", this, Code.number(other));
  }

  public Value neg() {
    return call("neg", this);
  }

  public Value abs() {
    return call("abs", this);
  }

  public Value square() {
    return mul(this);
  }

  public Value sqrt() {
    return call("sqrt", this);
  }

  public Value reciprocal() {
    return call("reciprocal", this);
  }

  public Value exp() {
    return call("exp", this);
  }

  /** {@code exp(x) - 1}, exact near 0. */
  public Value expm1() {
    return call("expm1", this);
  }

  public Value log() {
    return call("log", this);
  }

  public Value sigmoid() {
    return call("sigmoid", this);
  }

  public Value silu() {
    return call("silu", this);
  }

  /** Exact GELU, {@code x Φ(x)}. */
  public Value gelu() {
    return Operation.of("gelu", this).callWideOnProcessor(program());
  }

  /** CLIP's approximation {@code x sigmoid(1.702 x)}. */
  public Value quickGelu() {
    return mul(mul(1.702).sigmoid());
  }

  public Value pow(double exponent) {
    return call("pow", this, Code.number(exponent));
  }

  public Value clamp(double low, double high) {
    return call("clamp", this, Code.number(low), Code.number(high));
  }

  public Value maximum(Value other) {
    return call("maximum", this, other);
  }

  public Value minimum(Value other) {
    return call("minimum", this, other);
  }

  /** This where the condition holds, {@code other} elsewhere. */
  public Value where(Value condition, Value other) {
    return call("where", condition, this, other);
  }

  public Value lessThan(double bound) {
    return call("lt", this, Code.number(bound));
  }

  public Value greaterThan(double bound) {
    return call("gt", this, Code.number(bound));
  }

  public Value isFinite() {
    return call("isfinite", this);
  }

  // Products, in the program's compute type

  public Value matmul(Value other) {
    return product("matmul", computing(), other.computing());
  }

  /** As {@link #matmul}, but in the factors' own type: for sums that few digits would spoil. */
  public Value exactMatmul(Value other) {
    return call("matmul", this, other);
  }

  /**
   * {@code this + left right}, in one operation.
   *
   * @param left (rows, n)
   * @param right (n, columns)
   */
  public Value addProduct(Value left, Value right) {
    return product("addmm", computing(), left.computing(), right.computing());
  }

  private Value product(String operation, Value... arguments) {
    return Operation.of(operation, (Object[]) arguments).callWideOnProcessor(program());
  }

  // Shape

  public Size size(int dimension) {
    MethodScope here = program().current();
    String size = "torch.size(" + in(here).expression() + ", " + dimension + ")";
    return new Size(here, here.assign(size));
  }

  /**
   * The same elements in another shape.
   *
   * @param sizes whole numbers and {@link Size}s; one may be -1
   */
  public Value reshape(Object... sizes) {
    return call("reshape", this, Code.sizes(sizes));
  }

  public Value expand(Object... sizes) {
    return call("expand", this, Code.sizes(sizes));
  }

  public Value flatten(int from, int to) {
    return call("flatten", this, from, to);
  }

  public Value permute(int... dimensions) {
    return call("permute", this, Code.list(dimensions));
  }

  public Value transpose(int first, int second) {
    return call("transpose", this, first, second);
  }

  public Value unsqueeze(int dimension) {
    return call("unsqueeze", this, dimension);
  }

  /** From {@code from} up to but not including {@code to}. */
  public Value slice(int dimension, long from, long to) {
    return call("slice", this, dimension, from, to, 1);
  }

  public Value slice(int dimension, long from, Size to) {
    return call("slice", this, dimension, from, to.expression(), 1);
  }

  public Value select(int dimension, long index) {
    return call("select", this, dimension, index);
  }

  /** Equal parts along a dimension. */
  public List<Value> chunk(int parts, int dimension) {
    return Pieces.of(this, parts, dimension);
  }

  /** This and the others, one behind another. */
  public Value concat(int dimension, Value... others) {
    return Pieces.joined(Stream.concat(Stream.of(this), Arrays.stream(others)).toList(), dimension);
  }

  /** The elements along the first dimension, of which there are so many. */
  public Values unbind(int count) {
    MethodScope here = program().current();
    String list = here.assign("torch.unbind(" + in(here).expression() + ", 0)");
    return new Values(program(), here, list, () -> count);
  }

  /** Zeros around the last two dimensions. */
  public Value pad(int left, int right, int top, int bottom) {
    return call("constant_pad_nd", this, Code.list(left, right, top, bottom), "0");
  }

  // Reductions and look-ups

  public Value sum() {
    return call("sum", this);
  }

  public Value sum(boolean keep, int... dimensions) {
    return call("sum", this, Code.list(dimensions), keep ? "True" : "False");
  }

  public Value mean() {
    return call("mean", this);
  }

  public Value mean(boolean keep, int... dimensions) {
    return call("mean", this, Code.list(dimensions), keep ? "True" : "False");
  }

  /** L2 norm of all elements. */
  public Value norm() {
    return call("norm", this, "2");
  }

  /** Entries along a dimension, at positions given by a flat list of whole numbers. */
  public Value indexSelect(int dimension, Value positions) {
    return call("index_select", this, dimension, positions);
  }

  /**
   * Entries along a dimension, each at its own position.
   *
   * @param positions whole numbers, of as many dimensions as this and of the result's shape
   */
  public Value gather(int dimension, Value positions) {
    return call("gather", this, dimension, positions, "sparse_grad=False");
  }

  /** Position of the largest entry; of the first one if there are several. */
  public Value argmax(int dimension) {
    return call("argmax", this, dimension, "False");
  }

  // Changes in place, for counters

  /** Adds to this very tensor. */
  public void addInPlace(double summand) {
    call("add_", this, Code.number(summand));
  }

  /** Limits this very tensor. */
  public void clampInPlace(double low, double high) {
    call("clamp_", this, Code.number(low), Code.number(high));
  }

  /** Gives this very tensor the values of another. */
  public void copyInPlace(Value source) {
    call("copy_", this, source, "False");
  }

  // Types and names

  /** The same value without its history: no gradient flows through it. */
  public Value detach() {
    return new Value(call("detach", this).symbol.untracked(), null);
  }

  /** In a format: itself if it is known to be in it, else a copy. */
  public Value to(DType type) {
    return format() == type ? this : program().current().inFormat(this, type);
  }

  /** Makes the value one that {@link MethodScope#expose} can put out. */
  public Value named(String label) {
    program().current().name(label, this);
    return this;
  }

  /** In the program's compute type; nothing is emitted where all is fp32. */
  public Value computing() {
    return program().computeType() == DType.F32 ? this : to(program().computeType());
  }

  /** Whether it depends on parameters, so that gradients may flow through it. */
  boolean tracked() {
    return symbol.tracked();
  }

  /** Of its numbers; null if that is known only when the program runs. */
  @Nullable DType format() {
    return symbol.format();
  }

  String expression() {
    return symbol.expression();
  }

  /** The value as a method may use it. */
  Value in(MethodScope user) {
    Value own = user.taking(this);
    own.symbol.requireIn(user);
    user.uses(own);
    return own;
  }

  boolean isOf(MethodScope method) {
    return symbol.scope() == method;
  }

  /** Emits a call of one of libtorch's operations. */
  Value call(String operation, Object... arguments) {
    return Operation.of(operation, arguments).call(program());
  }
}
