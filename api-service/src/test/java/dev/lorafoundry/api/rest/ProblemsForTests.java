package dev.lorafoundry.api.rest;

import dev.lorafoundry.api.wording.Wording;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Problems for tests of filters in other packages. */
public final class ProblemsForTests {
  private ProblemsForTests() {}

  static ProblemLanguage inEnglish() {
    return new ProblemLanguage(
        new StaticListableBeanFactory().getBeanProvider(LocaleResolver.class),
        Wording.ofAllLanguages());
  }

  public static Problems problems() {
    return new Problems(new JsonMapper(), inEnglish());
  }
}
