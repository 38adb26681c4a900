package dev.lorafoundry.api.page.web;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;

/**
 * Makes of every page one for those who look on: nothing is offered to them that would be refused,
 * also what is added later.
 *
 * <ul>
 *   <li>What htmx would send to change something, and what has {@code data-members} since a module
 *       sends it, is left out.
 *   <li>Of a form that has {@code data-shows}, what it shows stays: as something to read, or with
 *       {@code data-shows="try"} as something to try, where it only computes. Outside of forms
 *       fields and buttons that have it stay likewise.
 *   <li>A list of choices shows the one that is chosen.
 * </ul>
 */
final class LookingOn extends AbstractProcessorDialect {
  /** Behind all that gives an element its attributes. */
  static final int PRECEDENCE = 100_000;

  private final BooleanSupplier looksOn;

  LookingOn(Reader reader) {
    super("looking-on", null, PRECEDENCE);
    this.looksOn = () -> !reader.mayChange();
  }

  @Override
  public Set<IProcessor> getProcessors(String prefix) {
    return Stream.concat(
            Stream.of("hx-post", "hx-put", "hx-patch", "hx-delete", Change.BY_MODULE)
                .map(attribute -> new Change(attribute, looksOn)),
            Stream.of("input", "textarea", "select", "button")
                .map(element -> new Shown(element, looksOn)))
        .collect(Collectors.toSet());
  }
}
