package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Adafactor (Shazeer and Stern, Adafactor: Adaptive Learning Rates with Sublinear Memory Cost,
 * 2018) as transformers has it. Of the squared gradients it keeps means of rows and of columns:
 * {@code R = βR + (1-β) mean(g² + ε, -1)}, C likewise along the other dimension, β = 1 -
 * t^decayRate. Then {@code u = g / √(R/mean(R) · C)} is divided by {@code max(1, rms(u) /
 * clipThreshold)}, and {@code p = p - rate · u}, where the rate is multiplied by {@code max(0.001,
 * rms(p))} if it is scaled.
 *
 * @param beta1 decay of a momentum of u; 0 for none
 * @param stepSizes what the rates are
 */
public record Adafactor(
    double beta1,
    double epsilon,
    double weightDecay,
    boolean scaleParameter,
    double clipThreshold,
    double decayRate,
    StepSizes stepSizes)
    implements Optimiser {
  /** What rates are multiplied with at least where they are scaled. */
  public static final double SMALLEST_SCALE = 1e-3;

  private static final double EPSILON = 1e-30;
  private static final double LARGEST_STEP = 1e-2;
  private static final double WARMUP_STEP = 1e-6;

  /** What the rates of an update are. */
  public enum StepSizes {
    /** The given ones. */
    GIVEN,
    /** {@link #relativeStep}. */
    SHRINKING,
    /** {@link #relativeStep} with a warm-up. */
    GROWING_FIRST;

    static StepSizes of(AdaptiveSettings settings) {
      if (!settings.relativeStep()) {
        return GIVEN;
      }
      return settings.warmupInit() ? GROWING_FIRST : SHRINKING;
    }
  }

  static Adafactor of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new Adafactor(
        requireNonNullElse(settings.beta1(), 0.0),
        requireNonNullElse(settings.epsilon(), EPSILON),
        requireNonNullElse(settings.weightDecay(), 0.0),
        adaptive.scaleParameter(),
        adaptive.clipThreshold(),
        adaptive.decayRate(),
        StepSizes.of(adaptive));
  }

  /** The learning rate that Adafactor itself chooses for a step, counted from 1. */
  public static double relativeStep(AdaptiveSettings settings, long step) {
    double most = settings.warmupInit() ? WARMUP_STEP * step : LARGEST_STEP;
    return Math.min(most, 1 / Math.sqrt((double) step));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    PerParameter step = PerParameter.step(program, "adafactor_step");
    Values updates = updates(program, gradients, step.map(t -> t.pow(decayRate)));
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      update(program, group, group.of(updates), rates(step, rates.select(0, i)));
    }
  }

  /** Those that are given are of the number of all steps; each parameter may have its own. */
  private PerParameter rates(PerParameter step, Value given) {
    if (!step.apart()) {
      return PerParameter.shared(given);
    }
    return switch (stepSizes) {
      case GIVEN -> PerParameter.shared(given);
      case SHRINKING -> step.map(t -> t.pow(-0.5).clamp(0, LARGEST_STEP));
      case GROWING_FIRST -> step.map(t -> t.pow(-0.5).minimum(t.mul(WARMUP_STEP)));
    };
  }

  /**
   * Gradients over the roots of their mean squares, clipped.
   *
   * @param fresh 1 - β
   */
  private Values updates(Program program, Values gradients, PerParameter fresh) {
    ParameterGroup all = ParameterGroup.all(program).get(0);
    Values rows = program.stateOfRows("adafactor_rows"); // (…, n, 1)
    Values columns = program.stateOfColumns("adafactor_columns"); // (…, 1, m)
    PerParameter kept = fresh.map(share -> share.neg().add(1));
    Values squares = gradients.mul(gradients).add(epsilon);
    kept.multiply(all, rows);
    rows.addInPlace(fresh.times(all, squares.means(-1)), 1);
    kept.multiply(all, columns);
    columns.addInPlace(fresh.times(all, squares.means(-2)), 1);
    Values roots = rows.div(rows.means(-2)).sqrt().mul(columns.sqrt()); // (…, n, m)
    Values updates = gradients.div(roots);
    return updates.div(rootMeanSquares(updates).mul(1 / clipThreshold).atLeast(1));
  }

  private void update(Program program, ParameterGroup group, Values updates, PerParameter rate) {
    Values parameters = group.of(program.parameterList());
    Values change;
    if (scaleParameter) {
      Values own = rate.times(group, rootMeanSquares(parameters).atLeast(SMALLEST_SCALE));
      change = smoothed(program, group, updates.mul(own));
      parameters.mulInPlace(own.mul(-weightDecay).add(1));
    } else {
      change = smoothed(program, group, rate.times(group, updates));
      if (weightDecay != 0) {
        rate.map(each -> each.mul(-weightDecay).add(1)).multiply(group, parameters);
      }
    }
    parameters.subInPlace(change);
  }

  private Values smoothed(Program program, ParameterGroup group, Values change) {
    if (beta1 == 0) {
      return change;
    }
    Values momentum = group.of(program.state("adafactor_momentum"));
    momentum.lerpInPlace(change, 1 - beta1);
    return momentum;
  }

  /** A single number of each. */
  private static Values rootMeanSquares(Values values) {
    return values.mul(values).means().sqrt();
  }
}
