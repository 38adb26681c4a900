package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.rest.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What a request is told because of its key, instead of being done. */
final class KeyAnswers {
  static final String REPLAYED = "Idempotency-Replayed";

  private final Problems problems;

  KeyAnswers(Problems problems) {
    this.problems = problems;
  }

  void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(
        request,
        response,
        HttpStatus.BAD_REQUEST,
        "The Idempotency-Key is not allowed: use 1 to 200 visible ASCII characters, such as a"
            + " UUID.");
  }

  /** Answers a request that is not the first with its key. */
  void answerAgain(Beginning beginning, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (beginning instanceof Beginning.Answered known) {
      replay(known.answer(), request, response);
    } else if (beginning instanceof Beginning.UnderWay) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "2");
      problems.write(
          request,
          response,
          HttpStatus.CONFLICT,
          "A request with this Idempotency-Key is under way: send it again in a moment.");
    } else {
      problems.write(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "This Idempotency-Key was used for another request: use a new key for a new request.");
    }
  }

  private void replay(Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (answer.body() == null) {
      problems.write(
          request,
          response,
          HttpStatus.CONFLICT,
          "This request was done before. Its answer holds a secret, which is told once and kept"
              + " nowhere: use a new key to make another one.");
      return;
    }
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader(HttpHeaders.LOCATION, answer.location());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
