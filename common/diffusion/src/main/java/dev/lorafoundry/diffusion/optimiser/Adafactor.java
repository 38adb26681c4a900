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
 */
public record Adafactor(
    double beta1,
    double epsilon,
    double weightDecay,
    boolean scaleParameter,
    double clipThreshold,
    double decayRate)
    implements Optimiser {
  /** What rates are multiplied with at least where they are scaled. */
  public static final double SMALLEST_SCALE = 1e-3;

  private static final double EPSILON = 1e-30;
  private static final double LARGEST_STEP = 1e-2;
  private static final double WARMUP_STEP = 1e-6;

  static Adafactor of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new Adafactor(
        requireNonNullElse(settings.beta1(), 0.0),
        requireNonNullElse(settings.epsilon(), EPSILON),
        requireNonNullElse(settings.weightDecay(), 0.0),
        adaptive.scaleParameter(),
        adaptive.clipThreshold(),
        adaptive.decayRate());
  }

  /** The learning rate that Adafactor itself chooses for a step, counted from 1. */
  public static double relativeStep(AdaptiveSettings settings, long step) {
    double most = settings.warmupInit() ? WARMUP_STEP * step : LARGEST_STEP;
    return Math.min(most, 1 / Math.sqrt((double) step));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Value step = program.counter("adafactor_step");
    step.addInPlace(1);
    Value fresh = step.pow(decayRate); // 1 - β
    Values updates = updates(program, gradients, fresh);
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      update(program, group, group.of(updates), rates.select(0, i));
    }
  }

  /** Gradients over the roots of their mean squares, clipped. */
  private Values updates(Program program, Values gradients, Value fresh) {
    Values rows = program.stateOfRows("adafactor_rows"); // (…, n, 1)
    Values columns = program.stateOfColumns("adafactor_columns"); // (…, 1, m)
    Value kept = fresh.neg().add(1);
    Values squares = gradients.mul(gradients).add(epsilon);
    rows.mulInPlace(kept);
    rows.addInPlace(squares.means(-1).mul(fresh), 1);
    columns.mulInPlace(kept);
    columns.addInPlace(squares.means(-2).mul(fresh), 1);
    Values roots = rows.div(rows.means(-2)).sqrt().mul(columns.sqrt()); // (…, n, m)
    Values updates = gradients.div(roots);
    return updates.div(rootMeanSquares(updates).mul(1 / clipThreshold).atLeast(1));
  }

  private void update(Program program, ParameterGroup group, Values updates, Value rate) {
    Values parameters = group.of(program.parameterList());
    Values change;
    if (scaleParameter) {
      Values own = rootMeanSquares(parameters).atLeast(SMALLEST_SCALE).mul(rate);
      change = smoothed(program, group, updates.mul(own));
      parameters.mulInPlace(own.mul(-weightDecay).add(1));
    } else {
      change = smoothed(program, group, updates.mul(rate));
      WeightDecay.ofParameters(parameters, rate, weightDecay);
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
