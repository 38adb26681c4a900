package dev.lorafoundry.preview.grid;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SamplerType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the cells of a preview lie. The first axis runs along the columns, the second along the
 * rows, further ones in turn around these: grids of grids, with one line of labels for each axis.
 */
public final class GridLayout {
  private final PreviewSettings settings;
  private final String loraName;
  private final List<Axis> columnAxes;
  private final List<Axis> rowAxes;

  /**
   * @param loraName checkpoint name, as in the {@code <lora:…>} tag
   */
  public GridLayout(PreviewSettings settings, String loraName) {
    this.settings = settings;
    this.loraName = loraName;
    List<Axis> axes = Axis.of(settings);
    this.columnAxes = everySecond(axes, 0);
    this.rowAxes = everySecond(axes, 1);
  }

  public int columns() {
    return product(columnAxes);
  }

  public int rows() {
    return product(rowAxes);
  }

  /** All cells, in the order in which they are best rendered: whatever is dear to change, last. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (double weight : settings.loraWeights()) {
      for (long seed : settings.seeds()) {
        for (double cfg : settings.cfgScales()) {
          for (int steps : settings.steps()) {
            for (SamplerType sampler : settings.samplers()) {
              cells.add(new Cell(sampler, steps, cfg, seed, weight));
            }
          }
        }
      }
    }
    return cells;
  }

  public int columnOf(Cell cell) {
    return place(columnAxes, cell);
  }

  public int rowOf(Cell cell) {
    return place(rowAxes, cell);
  }

  /** Labels of a column, from the innermost axis outwards; empty without such axes. */
  public List<String> columnLabels(int column) {
    return labels(columnAxes, column);
  }

  /** Labels of a row, from the innermost axis outwards; empty without such axes. */
  public List<String> rowLabels(int row) {
    return labels(rowAxes, row);
  }

  private static List<Axis> everySecond(List<Axis> axes, int first) {
    return IntStream.range(0, axes.size()).filter(i -> i % 2 == first).mapToObj(axes::get).toList();
  }

  private int product(List<Axis> axes) {
    return axes.stream().mapToInt(axis -> axis.length(settings)).reduce(1, (a, b) -> a * b);
  }

  private int place(List<Axis> axes, Cell cell) {
    int place = 0;
    int stride = 1;
    for (Axis axis : axes) {
      place += stride * axis.position(settings, cell);
      stride *= axis.length(settings);
    }
    return place;
  }

  private List<String> labels(List<Axis> axes, int place) {
    List<String> labels = new ArrayList<>();
    int rest = place;
    for (Axis axis : axes) {
      labels.add(axis.label(settings, rest % axis.length(settings), loraName));
      rest /= axis.length(settings);
    }
    return labels;
  }
}
