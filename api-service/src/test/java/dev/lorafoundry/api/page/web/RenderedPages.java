package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Role;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The pages' templates, rendered as the service renders them but without it. */
final class RenderedPages {
  /** As the service's settings name them. */
  static final String[] BUNDLES = {
    "messages/page",
    "messages/start",
    "messages/dataset",
    "messages/train",
    "messages/results",
    "messages/models",
    "messages/compare",
    "messages/captions",
    "messages/loras",
    "messages/job",
    "messages/queue",
    "messages/people",
    "messages/shortcuts"
  };

  /** Of texts whose English is declared elsewhere. */
  static final String[] DECLARED = {"messages/settings", "messages/presets"};

  private final Locale locale;
  private final Map<String, Object> models;
  private final ThymeleafViewResolver views = new ThymeleafViewResolver();
  private final StaticWebApplicationContext context = new StaticWebApplicationContext();

  RenderedPages(PageExample example) {
    this(example, Locale.ENGLISH);
  }

  RenderedPages(PageExample example, Locale locale) {
    this(example, locale, example.reader(Role.ADMIN));
  }

  RenderedPages(PageExample example, Locale locale, Reader reader) {
    this.locale = locale;
    this.models = example.pages();
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.addDialect(new LookingOn(reader));
    engine.setTemplateEngineMessageSource(Said.MESSAGES);
    context.setServletContext(new MockServletContext());
    context.getBeanFactory().registerSingleton("phrases", Said.PHRASES);
    context.getBeanFactory().registerSingleton("themes", new Themes());
    context.getBeanFactory().registerSingleton("reader", reader);
    context.refresh();
    views.setApplicationContext(context);
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
  }

  String html(String page) {
    return html(
        "page/" + page, Map.of("view", Objects.requireNonNull(models.get(page)), "seen", 41));
  }

  /**
   * A template, or a fragment of one.
   *
   * @param name such as {@code page/notice} or {@code page/plan :: plan(plan=${plan})}
   */
  String html(String name, Map<String, ?> model) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(locale));
    LocaleContextHolder.setLocale(locale);
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      View view = views.resolveViewName(name, locale);
      view.render(model, request, response);
      return response.getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("can't render " + name, e);
    } finally {
      LocaleContextHolder.resetLocaleContext();
    }
  }
}
