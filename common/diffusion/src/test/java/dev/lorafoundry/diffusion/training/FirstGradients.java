package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;

/** What an optimiser remembers of the gradients of the first step. */
sealed interface FirstGradients {
  static FirstGradients of(TrainingSettings settings, Executable executable) {
    OptimiserSettings own = settings.optimiser();
    double beta1 = requireNonNullElse(own.beta1(), 0.9);
    double beta2 = requireNonNullElse(own.beta2(), 0.99);
    double d0 = settings.adaptive().d0();
    return switch (own.optimizer()) {
      case ADAM_W, ADAM -> new Moment(executable, "adamw_first.", 1 - beta1);
      case LION -> new Moment(executable, "lion_momentum.", 1 - beta2);
      case SGD_NESTEROV -> new Moment(executable, "sgd_momentum.", 1);
      case PRODIGY -> new Moment(executable, "prodigy_first.", d0 * (1 - beta1));
      case D_ADAPT_ADAM -> new Moment(executable, "dadapt_first.", d0 * (1 - beta1));
      case D_ADAPT_LION -> new Moment(executable, "dadapt_momentum.", d0 * (1 - beta2));
      case ADAFACTOR -> new Means(executable);
      case ADAM_W_SCHEDULE_FREE, ADAM_W_8BIT, LION_8BIT ->
          throw new IllegalStateException("no golden training has " + own.optimizer());
    };
  }

  /** L2 norm of a parameter's gradient. */
  double norm(String name, Shape shape);

  /** How far a parameter's gradient, or its square, is from another one, relative to it. */
  double error(String name, float... gradient);

  /** A state that is the gradient times a factor. */
  record Moment(Executable executable, String state, double factor) implements FirstGradients {
    @Override
    public double norm(String name, Shape shape) {
      return Numbers.norm(gradient(name));
    }

    @Override
    public double error(String name, float... gradient) {
      return Numbers.relativeError(gradient(name), gradient);
    }

    private float[] gradient(String name) {
      float[] gradient = executable.readState(state + name, Tensor::toFloats);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= (float) factor;
      }
      return gradient;
    }
  }

  /** Adafactor's means of squares, of rows and of columns. */
  record Means(Executable executable) implements FirstGradients {
    @Override
    public double norm(String name, Shape shape) {
      double sum = 0;
      for (float mean : rows(name)) {
        sum += mean;
      }
      return Math.sqrt(sum * shape.size(shape.rank() - 1));
    }

    @Override
    public double error(String name, float... gradient) {
      float[] squares = gradient.clone();
      for (int i = 0; i < squares.length; i++) {
        squares[i] *= squares[i];
      }
      float[] rows = rows(name);
      float[] columns = executable.readState("adafactor_columns." + name, Tensor::toFloats);
      int m = squares.length / rows.length;
      int n = squares.length / columns.length;
      return Math.max(
          Numbers.relativeError(rows, means(squares, m, 1)),
          Numbers.relativeError(columns, means(squares, n, m)));
    }

    private float[] rows(String name) {
      return executable.readState("adafactor_rows." + name, Tensor::toFloats);
    }

    /** Each of so many numbers that lie so far apart. */
    private static float[] means(float[] numbers, int count, int apart) {
      float[] means = new float[numbers.length / count];
      for (int i = 0; i < numbers.length; i++) {
        means[i / (count * apart) * apart + i % apart] += numbers[i] / count;
      }
      return means;
    }
  }
}
