package dev.lorafoundry.api.page.web;

import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
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
  static final String[] BUNDLES = {"messages/page"};

  private final Locale locale;
  private final Map<String, Object> models;
  private final ThymeleafViewResolver views = new ThymeleafViewResolver();
  private final StaticWebApplicationContext context = new StaticWebApplicationContext();

  RenderedPages(PageExample example) {
    this(example, Locale.ENGLISH);
  }

  RenderedPages(PageExample example, Locale locale) {
    this.locale = locale;
    this.models = example.pages();
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(BUNDLES);
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    engine.setTemplateEngineMessageSource(messages);
    context.setServletContext(new MockServletContext());
    context.getBeanFactory().registerSingleton("phrases", new Phrases(messages));
    context.refresh();
    views.setApplicationContext(context);
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
  }

  String html(String page) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(locale));
    LocaleContextHolder.setLocale(locale);
    MockHttpServletResponse response = new MockHttpServletResponse();
    Object model = models.get(page);
    try {
      View view = views.resolveViewName("page/" + page, locale);
      view.render(Map.of("view", model, "seen", 41), request, response);
      return response.getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("can't render " + page, e);
    } finally {
      LocaleContextHolder.resetLocaleContext();
    }
  }
}
