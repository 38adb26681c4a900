package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.messaging.work.WorkFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipVocabularyTest {
  private static final byte[] CONTENT =
      "the vocabulary".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final KnownFile FILE =
      new KnownFile(
          "merges.gz",
          CONTENT.length,
          "fd8625a05889d29358d868798f2736459e2e6e6c0a9ffc04b02ea37113a3fb0c");
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger paths = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void fetchesOnFirstUseAndKeepsForOtherProcesses() throws IOException {
    URI address = serve(exchange -> send(exchange, CONTENT));

    Path file = vocabulary(Optional.of(address)).file();

    assertThat(file).hasBinaryContent(CONTENT).hasParent(folder.resolve("kept"));
    assertThat(vocabulary(Optional.of(address)).file()).isEqualTo(file);
    assertThat(vocabulary(Optional.empty()).file()).isEqualTo(file);
    assertThat(asked).hasValue(1);
    assertThat(folder.resolve("kept")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void workersThatFetchAtOnceAllGetTheFile() throws Exception {
    URI address = serve(exchange -> send(exchange, CONTENT));
    List<Future<Path>> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(threads.submit(() -> vocabulary(Optional.of(address)).file()));
    }

    for (Future<Path> each : files) {
      assertThat(each.get()).hasBinaryContent(CONTENT);
    }
    assertThat(folder.resolve("kept")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void fetchesAgainWhatWasDamagedOnDisk() throws IOException {
    ClipVocabulary vocabulary = vocabulary(Optional.of(serve(exchange -> send(exchange, CONTENT))));
    Files.write(vocabulary.file(), new byte[CONTENT.length]);

    assertThat(vocabulary.file()).hasBinaryContent(CONTENT);
  }

  @Test
  void refusesOtherBytes() {
    byte[] other = CONTENT.clone();
    other[7] = 'X';

    assertRefused(serve(exchange -> send(exchange, other)), "that are not the file");
  }

  @Test
  void refusesFewerBytesAndMore() {
    byte[] fewer = Arrays.copyOf(CONTENT, 100);
    assertRefused(serve(exchange -> send(exchange, fewer)), "sent 100 bytes");

    byte[] more = Arrays.copyOf(CONTENT, CONTENT.length + 1);
    assertRefused(serve(exchange -> send(exchange, more)), "more than 14000 bytes");
  }

  @Test
  void refusesAnswerThatIsCutOff() {
    URI address =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 100);
              exchange.getResponseBody().flush();
              exchange.close();
            });

    assertRefused(address, "can't be fetched from " + address);
  }

  @Test
  void waitsNoLongerThanItMayForSlowServer() {
    URI address =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 100);
              exchange.getResponseBody().flush();
              awaitEnd();
            });
    ClipVocabulary vocabulary =
        new ClipVocabulary(
            Optional.empty(), Optional.of(address), FILE, folder, Duration.ofMillis(300));

    assertThatThrownBy(vocabulary::file)
        .isInstanceOf(WorkFailed.class)
        .hasMessageContaining("it took longer than");
  }

  @Test
  void followsNoRedirect() {
    URI elsewhere = serve(exchange -> send(exchange, CONTENT));
    URI address =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Location", elsewhere.toString());
              exchange.sendResponseHeaders(302, -1);
              exchange.close();
            });

    assertRefused(address, "answered with status 302");
    assertThat(asked).hasValue(1);
  }

  @Test
  void saysWhereToPutTheFileWhereThereIsNoNetwork() {
    URI address = serve(exchange -> send(exchange, CONTENT));
    server.stop(0);

    assertRefused(
        address,
        "Put merges.gz on the worker's disk as " + folder.resolve("kept").resolve("merges.gz"));
    assertRefused(address, "lora-foundry.worker.clip-tokenizer");
  }

  @Test
  void fetchesNothingWhereThatIsSwitchedOff() {
    assertThatThrownBy(() -> vocabulary(Optional.empty()).file())
        .isInstanceOfSatisfying(
            WorkFailed.class, it -> assertThat(it.kind()).isEqualTo(FailureKind.BAD_INPUT))
        .hasMessageContaining("fetching it is switched off");
  }

  @Test
  void prefersTheFileThatTheOperatorNames() {
    Path own = folder.resolve("tokenizer.json");
    URI address = serve(exchange -> send(exchange, CONTENT));

    ClipVocabulary vocabulary =
        ClipVocabulary.of(Optional.of(own), Optional.of(address), folder.resolve("kept"));

    assertThat(vocabulary.file()).isEqualTo(own);
    assertThat(asked).hasValue(0);
  }

  private ClipVocabulary vocabulary(Optional<URI> address) {
    return new ClipVocabulary(Optional.empty(), address, FILE, folder.resolve("kept"), LONG);
  }

  private void assertRefused(URI address, String reason) {
    assertThatThrownBy(() -> vocabulary(Optional.of(address)).file())
        .isInstanceOfSatisfying(
            WorkFailed.class, it -> assertThat(it.kind()).isEqualTo(FailureKind.INFRASTRUCTURE))
        .hasMessageContaining(reason);
    assertThat(folder.resolve("kept").resolve(FILE.name())).doesNotExist();
  }

  private URI serve(HttpHandler handler) {
    String path = "/file" + paths.incrementAndGet();
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          handler.handle(exchange);
        });
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
