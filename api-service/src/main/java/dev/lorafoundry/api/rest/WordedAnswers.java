package dev.lorafoundry.api.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Says the sentences of answers in the language of whoever asked. */
@RestControllerAdvice
final class WordedAnswers implements ResponseBodyAdvice<Object> {
  private final ProblemLanguage language;

  WordedAnswers(ProblemLanguage language) {
    this.language = language;
  }

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    return body instanceof Worded answer && request instanceof ServletServerHttpRequest web
        ? answer.said(sentence -> language.say(sentence, web.getServletRequest()))
        : body;
  }
}
