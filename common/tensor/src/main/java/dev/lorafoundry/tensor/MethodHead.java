package dev.lorafoundry.tensor;

import java.util.List;
import java.util.stream.Stream;

/** How a method comes by its parameters: its first lines. */
enum MethodHead {
  /** They are those of the module, or others of its lists. */
  BOUND("p = %s"),
  /** They are fresh leaves, so that gradients can be taken. */
  LEAVES(
      "p = annotate(List[Tensor], [])",
      "for i in range(torch.len(self.p)):",
      "  leaf = torch.requires_grad_(torch.detach(self.p[i]), True)",
      "  _0 = torch.append(p, leaf)"),
  /** The caller gives them. */
  GIVEN("p = in_parameters");

  private final List<String> lines;

  MethodHead(String... lines) {
    this.lines = List.of(lines);
  }

  /**
   * @param bound the list that the parameters are
   */
  List<String> code(String bound) {
    return Stream.concat(Stream.of("w = self.w"), lines.stream())
        .map(line -> line.replace("%s", bound))
        .toList();
  }
}
