package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** A request on its way to its answer, which waits for the end of the request's transaction. */
record Exchange(
    HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
  void perform() throws ServletException, IOException {
    chain.doFilter(request, answer);
  }

  boolean isDone() {
    return answer.getStatus() < HttpStatus.BAD_REQUEST.value();
  }

  /** What is kept of the answer. */
  Answer kept() {
    if (holdsSecret()) {
      return Answer.secret(answer.getStatus());
    }
    return new Answer(
        answer.getStatus(),
        answer.getContentType(),
        answer.getHeader(HttpHeaders.LOCATION),
        new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  private boolean holdsSecret() {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod method
        && method.hasMethodAnnotation(SecretAnswer.class);
  }

  void forgetAnswer() {
    answer.resetBuffer();
  }

  void send() throws IOException {
    answer.copyBodyToResponse();
  }
}
