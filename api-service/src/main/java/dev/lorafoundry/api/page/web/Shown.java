package dev.lorafoundry.api.page.web;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** A field or button that shows something to those who look on: see {@link LookingOn}. */
final class Shown extends AbstractElementTagProcessor {
  static final String ATTRIBUTE = "data-shows";

  /** What the form around it shows. */
  static final String FORM = "formShows";

  private static final String TRY = "try";
  private static final Set<String> TEXT = Set.of("text", "search", "");

  private final BooleanSupplier looksOn;

  Shown(String name, BooleanSupplier looksOn) {
    super(TemplateMode.HTML, null, name, false, null, false, LookingOn.PRECEDENCE + 1);
    this.looksOn = looksOn;
  }

  @Override
  protected void doProcess(
      ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler element) {
    Object form = context.getVariable(FORM);
    boolean isShownAlone = tag.hasAttribute(ATTRIBUTE);
    if ((form == null && !isShownAlone) || !looksOn.getAsBoolean()) {
      return;
    }
    boolean isButton = tag.getElementCompleteName().equals("button");
    if (isButton && !isShownAlone) {
      leaveOut(tag, element);
    } else if (!TRY.equals(form)) {
      String fixed = isText(tag) ? "readonly" : "disabled";
      element.setAttribute(fixed, fixed);
    }
  }

  /** The buttons that send a form; others do what they do. */
  private static void leaveOut(IProcessableElementTag tag, IElementTagStructureHandler element) {
    if (!"button".equals(tag.getAttributeValue("type"))) {
      element.removeElement();
    }
  }

  private static boolean isText(IProcessableElementTag tag) {
    return switch (tag.getElementCompleteName()) {
      case "textarea" -> true;
      case "input" -> {
        String type = tag.getAttributeValue("type");
        yield TEXT.contains(type == null ? "" : type);
      }
      default -> false;
    };
  }
}
