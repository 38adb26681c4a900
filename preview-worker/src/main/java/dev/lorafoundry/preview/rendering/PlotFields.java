package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.preview.grid.Axis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields by which the webui's X/Y/Z plot tells the axes of a grid, and reads them back. It has
 * three axes: of a grid with more they tell the part where the further ones have their first value.
 */
final class PlotFields {
  private static final List<String> NAMES = List.of("X", "Y", "Z");

  private PlotFields() {}

  /** By name, in the webui's order; of a single picture only that it is such a plot. */
  static Map<String, String> of(PreviewJob job) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Script", "X/Y/Z plot");
    List<Axis> axes = Axis.of(job.settings());
    for (int i = 0; i < Math.min(axes.size(), NAMES.size()); i++) {
      String name = NAMES.get(i);
      Axis axis = axes.get(i);
      List<String> values = axis.plotValues(job.settings(), job.checkpointName());
      fields.put(name + " Type", axis.plotType());
      fields.put(name + " Values", String.join(",", values));
      if (axis == Axis.SEED) {
        fields.put("Fixed " + name + " Values", String.join(", ", values));
      }
    }
    return fields;
  }
}
