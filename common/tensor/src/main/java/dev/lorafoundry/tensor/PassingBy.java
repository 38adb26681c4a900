package dev.lorafoundry.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines of a method that change parameters and their states, but not those that are passed by:
 * copies of these tensors alone are made in front, and brought back behind.
 */
final class PassingBy {
  private final Program program;
  private final MethodScope scope;
  private final Value passedBy;
  private final int begin;

  /** Begins where the method ends so far. */
  PassingBy(Program program, MethodScope scope, Value passedBy) {
    this.program = program;
    this.scope = scope;
    this.passedBy = passedBy;
    begin = scope.lines().count();
  }

  /** One number of each parameter, with 0 for those that are passed by. */
  Value ofChanged(Value numbers) {
    return numbers.mul(passedBy.neg().add(1));
  }

  /** Which lists are changed is known behind the lines alone. */
  void finish() {
    int end = scope.lines().count();
    List<String> changed = changedLists();
    String places = places();
    Map<String, String> copies = new LinkedHashMap<>();
    changed.forEach(
        list -> copies.put(list, scope.mapped(places, "torch.clone(" + list + "[%s])")));
    Map<String, String> counts = new LinkedHashMap<>();
    program
        .counters()
        .forEach(
            name -> {
              String numbers = "self.s_" + name + "[0]";
              counts.put(numbers, scope.assign("torch.clone(" + numbers + ")"));
            });
    scope.lines().moveEnd(end, begin);
    copies.forEach((list, copy) -> bringBack(list, copy, places));
    counts.forEach(this::bringBack);
    scope.changesInPlace();
  }

  /** The parameters, and those of their states that the lines mention. */
  private List<String> changedLists() {
    String lines = String.join("\n", scope.lines().from(begin));
    return program.listsOfParameters().stream().filter(list -> mentions(lines, list)).toList();
  }

  /** A list stands there by its name, or as a range of it. */
  private static boolean mentions(String lines, String list) {
    return Pattern.compile(Pattern.quote(list) + "(_from\\d|(?!\\w))").matcher(lines).find();
  }

  /** Numbers of the parameters that are passed by: one look at the device for all of them. */
  private String places() {
    String flags = scope.assign("torch.cpu(" + passedBy.in(scope).expression() + ")");
    String places = scope.assign("annotate(List[int], [])");
    scope.each(
        "self." + Program.PARAMETERS,
        i -> {
          scope.run("if bool(" + flags + "[" + i + "]):");
          scope.run("  " + scope.variable() + " = torch.append(" + places + ", " + i + ")");
          scope.run("else:");
          scope.run("  pass");
        });
    return places;
  }

  /** Of tensors with one number for each parameter. */
  private void bringBack(String numbers, String copy) {
    String passed = "torch.gt(" + passedBy.in(scope).expression() + ", 0)";
    String kept = "torch.where(%s, %s, %s)".formatted(passed, copy, numbers);
    scope.run("%s = torch.copy_(%s, %s)".formatted(scope.variable(), numbers, kept));
  }

  private void bringBack(String list, String copies, String places) {
    scope.each(
        places,
        i ->
            scope.run(
                "%s = torch.copy_(%s[%s[%s]], %s[%s])"
                    .formatted(scope.variable(), list, places, i, copies, i)));
  }
}
