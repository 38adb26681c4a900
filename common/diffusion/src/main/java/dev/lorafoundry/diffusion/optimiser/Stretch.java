package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Blocks;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbours of a group that are updated at once.
 *
 * @param inBlocks whether {@link Blocks} hold them; all of them or none
 */
record Stretch(ParameterGroup parameters, boolean inBlocks) {
  // why: what is computed on the way takes 4 bytes a number, so some megabytes of memory
  private static final long MOST_NUMBERS = 1 << 20;

  /** The whole group. A parameter with more numbers than may be together is a stretch alone. */
  static List<Stretch> of(Program program, ParameterGroup group) {
    List<Shape> shapes = List.copyOf(program.parameters().values());
    List<Stretch> stretches = new ArrayList<>();
    int from = group.from();
    while (from < group.to()) {
      int to = end(shapes, group, from);
      ParameterGroup part =
          new ParameterGroup(group.name(), from, to, group.step(), group.weight());
      stretches.add(new Stretch(part, Blocks.hold(shapes.get(from))));
      from = to;
    }
    return stretches;
  }

  private static int end(List<Shape> shapes, ParameterGroup group, int from) {
    Shape first = shapes.get(from);
    long numbers = first.elements();
    int to = from + group.step();
    while (to < group.to() && Blocks.hold(shapes.get(to)) == Blocks.hold(first)) {
      numbers += shapes.get(to).elements();
      if (numbers > MOST_NUMBERS) {
        return to;
      }
      to += group.step();
    }
    return Math.min(to, group.to());
  }
}
