package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.ViewersMay;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** An element by which something is changed, before those who look on: see {@link LookingOn}. */
final class Change extends AbstractAttributeTagProcessor {
  static final String BY_MODULE = "data-members";

  private final String attribute;
  private final List<PathPattern> open;
  private final BooleanSupplier looksOn;

  Change(String attribute, BooleanSupplier looksOn) {
    super(TemplateMode.HTML, null, null, false, attribute, false, LookingOn.PRECEDENCE, false);
    String method = attribute.substring(attribute.indexOf('-') + 1).toUpperCase(Locale.ROOT);
    this.attribute = attribute;
    this.open =
        ViewersMay.SEND.stream()
            .filter(each -> each.method().equals(method))
            .map(each -> PathPatternParser.defaultInstance.parse(each.path()))
            .toList();
    this.looksOn = looksOn;
  }

  @Override
  protected void doProcess(
      ITemplateContext context,
      IProcessableElementTag tag,
      AttributeName name,
      @Nullable String value,
      IElementTagStructureHandler element) {
    if (!looksOn.getAsBoolean() || isOpen(value)) {
      return;
    }
    element.removeAttribute(attribute);
    switch (tag.getElementCompleteName()) {
      case "form" -> form(tag, element);
      case "select" -> element.setAttribute("disabled", "disabled");
      case "div" -> leaveOutByModule(element);
      default -> element.removeElement();
    }
  }

  private boolean isOpen(@Nullable String value) {
    if (value == null) {
      return false;
    }
    PathContainer path = PathContainer.parsePath(value.replaceFirst("\\?.*", ""));
    return open.stream().anyMatch(each -> each.matches(path));
  }

  private static void form(IProcessableElementTag tag, IElementTagStructureHandler element) {
    if (!tag.hasAttribute(Shown.ATTRIBUTE)) {
      element.removeElement();
      return;
    }
    String shows = tag.getAttributeValue(Shown.ATTRIBUTE);
    element.setLocalVariable(Shown.FORM, shows == null ? "" : shows);
    // why: whoever presses Enter in a field sends such a form nowhere
    element.setAttribute("method", "dialog");
  }

  /** What is sent by itself is sent no more, and what is around it stays. */
  private void leaveOutByModule(IElementTagStructureHandler element) {
    if (attribute.equals(BY_MODULE)) {
      element.removeElement();
    }
  }
}
