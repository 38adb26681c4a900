package dev.lorafoundry.api.idempotency.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.idempotency.FakeTransactions;
import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.InMemoryAnswers;
import dev.lorafoundry.api.idempotency.KeyTaken;
import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.rest.ProblemsForTests;
import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

final class IdempotencyFilterTest {
  private static final String PATH = "/api/v1/things";
  private static final String STORING = "/api/v1/things/*/files";

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final AtomicInteger made = new AtomicInteger();
  private int status = 201;
  private final PlatformTransactionManager transactions = new FakeTransactions();
  private final LastTransaction last = new LastTransaction(new TransactionTemplate(transactions));
  private final IdempotencyFilter filter =
      new IdempotencyFilter(
          new InMemoryAnswers(),
          new KeyedTransactions(transactions, last, List.of(new StoresFirst(STORING))),
          new IdempotencySettings(Duration.ofDays(1)),
          () -> now,
          new KeyAnswers(ProblemsForTests.problems()));

  @Test
  void makesAThingOnceAndSaysSoAgain() throws Exception {
    MockHttpServletResponse first = send(json("{\"é\":1}"));
    MockHttpServletResponse second = send(json("{\"é\":1}"));

    assertThat(made).hasValue(1);
    assertThat(second.getStatus()).isEqualTo(201);
    assertThat(second.getContentAsString()).isEqualTo(first.getContentAsString());
    assertThat(second.getHeader("Location")).isEqualTo("/there/1");
    assertThat(second.getHeader(KeyAnswers.REPLAYED)).isEqualTo("true");
  }

  @Test
  void makesAnotherThingWhenTheKeyIsOld() throws Exception {
    send(json("{}"));
    now = now.plus(Duration.ofDays(1));
    send(json("{}"));

    assertThat(made).hasValue(2);
  }

  @Test
  void refusesAnotherBody() throws Exception {
    send(json("{}"));

    MockHttpServletResponse answer = send(json("{\"other\":1}"));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString()).contains("use a new key");
    assertThat(made).hasValue(1);
  }

  @Test
  void refusesARequestWhileItsLikeIsUnderWay() throws Exception {
    MockHttpServletResponse inner = new MockHttpServletResponse();
    filter.doFilter(
        json("{}"),
        new MockHttpServletResponse(),
        (request, response) -> filter.doFilter(json("{}"), inner, thing()));

    assertThat(inner.getStatus()).isEqualTo(409);
    assertThat(inner.getHeader("Retry-After")).isEqualTo("2");
    assertThat(made).hasValue(0);
  }

  @Test
  void triesAgainAfterAFailureOfTheService() throws Exception {
    status = 503;
    send(json("{}"));
    status = 201;

    assertThat(send(json("{}")).getStatus()).isEqualTo(201);
    assertThat(made).hasValue(2);
  }

  @Test
  void leavesTheKeyFreeAfterARefusal() throws Exception {
    status = 422;
    send(json("{}"));
    status = 201;

    assertThat(send(json("{\"other\":1}")).getStatus()).isEqualTo(201);
    assertThat(made).hasValue(2);
  }

  @Test
  void tellsASecretOnce() throws Exception {
    MockHttpServletRequest first = json("{}");
    first.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, secretive());
    assertThat(send(first).getContentAsString()).isNotEmpty();

    MockHttpServletResponse again = send(json("{}"));

    assertThat(again.getStatus()).isEqualTo(409);
    assertThat(again.getContentAsString()).contains("told once");
    assertThat(made).hasValue(1);
  }

  @Test
  void triesAgainAfterAnExceptionOfTheService() throws Exception {
    assertThatThrownBy(
            () ->
                filter.doFilter(
                    json("{}"),
                    new MockHttpServletResponse(),
                    (request, response) -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(send(json("{}")).getStatus()).isEqualTo(201);
  }

  @Test
  void comparesUploadsByTheirParts() throws Exception {
    send(upload("boundary-1", "cat.png", "a"));

    assertThat(send(upload("boundary-2", "cat.png", "a")).getStatus()).isEqualTo(201);
    assertThat(send(upload("boundary-1", "dog.png", "a")).getStatus()).isEqualTo(422);
    assertThat(send(upload("boundary-1", "cat.png", "b")).getStatus()).isEqualTo(422);
    assertThat(made).hasValue(1);
  }

  @Test
  void beginsItsTransactionAfterTheOtherWorkWhereFilesAreStored() throws Exception {
    FilterChain storing =
        (request, response) -> {
          assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
          last.executeWithoutResult(
              status ->
                  assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                      .isTrue());
          assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
          thing().doFilter(request, response);
        };

    MockHttpServletResponse first = send(storing(), storing);
    MockHttpServletResponse second = send(storing(), storing);

    assertThat(first.getStatus()).isEqualTo(201);
    assertThat(second.getHeader(KeyAnswers.REPLAYED)).isEqualTo("true");
    assertThat(made).hasValue(1);
    assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
  }

  @Test
  void answersTheSlowerOfTwoThatStoreAsTheFasterOne() throws Exception {
    MockHttpServletResponse faster = new MockHttpServletResponse();
    FilterChain slow =
        (request, response) -> {
          Thread other = new Thread(() -> sendInto(faster));
          other.start();
          joined(other);
          try {
            last.executeWithoutResult(status -> made.incrementAndGet());
          } catch (KeyTaken e) {
            ((jakarta.servlet.http.HttpServletResponse) response).setStatus(409);
            response.getOutputStream().write("too late".getBytes(StandardCharsets.UTF_8));
          }
        };

    MockHttpServletResponse slower = send(storing(), slow);

    assertThat(made).hasValue(1);
    assertThat(faster.getStatus()).isEqualTo(201);
    assertThat(slower.getStatus()).isEqualTo(201);
    assertThat(slower.getContentAsString()).isEqualTo(faster.getContentAsString());
    assertThat(slower.getHeader(KeyAnswers.REPLAYED)).isEqualTo("true");
  }

  private void sendInto(MockHttpServletResponse response) {
    try {
      filter.doFilter(storing(), response, thing());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cancelsOutsideOfATransactionHoweverOften() throws Exception {
    FilterChain cancelling =
        (request, response) -> {
          assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
          made.incrementAndGet();
        };

    send(post(PATH + "/1/cancel"), cancelling);
    send(post(PATH + "/1/cancel"), cancelling);

    assertThat(made).hasValue(2);
  }

  @Test
  void leavesOtherRequestsAlone() throws Exception {
    MockHttpServletRequest read = new MockHttpServletRequest("GET", PATH);
    read.addHeader(IdempotencyFilter.HEADER, "k");
    send(read);
    send(read);
    MockHttpServletRequest bare = new MockHttpServletRequest("POST", PATH);
    send(bare);
    send(bare);

    assertThat(made).hasValue(4);
  }

  /** A controller's method whose answer holds a secret. */
  @SecretAnswer
  void answer() {}

  private HandlerMethod secretive() throws NoSuchMethodException {
    return new HandlerMethod(this, IdempotencyFilterTest.class.getDeclaredMethod("answer"));
  }

  private MockHttpServletResponse send(MockHttpServletRequest request) throws Exception {
    return send(request, thing());
  }

  private MockHttpServletResponse send(MockHttpServletRequest request, FilterChain chain)
      throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, chain);
    return response;
  }

  private FilterChain thing() {
    return (request, response) -> {
      var http = (jakarta.servlet.http.HttpServletResponse) response;
      http.setStatus(status);
      http.setContentType("application/json;charset=UTF-8");
      http.setHeader("Location", "/there/" + made.incrementAndGet());
      http.getOutputStream().write("{\"é\":2}".getBytes(StandardCharsets.UTF_8));
    };
  }

  private static MockHttpServletRequest json(String body) {
    MockHttpServletRequest request = post();
    request.setContentType("application/json");
    request.setContent(body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static MockHttpServletRequest upload(String boundary, String name, String content) {
    MockHttpServletRequest request = post();
    request.setContentType("multipart/form-data; boundary=" + boundary);
    request.addPart(new MockPart("file", name, content.getBytes(StandardCharsets.UTF_8)));
    return request;
  }

  private static MockHttpServletRequest storing() {
    MockHttpServletRequest request = post("/api/v1/things/1/files");
    request.setContent(new byte[] {1});
    return request;
  }

  private static MockHttpServletRequest post() {
    return post(PATH);
  }

  private static MockHttpServletRequest post(String path) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.addHeader(IdempotencyFilter.HEADER, "k");
    return request;
  }
}
