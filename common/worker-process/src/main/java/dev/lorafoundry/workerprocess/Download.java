package dev.lorafoundry.workerprocess;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One download of a few megabytes, within a time and a size, from that very address: a server that
 * sends elsewhere is not followed.
 *
 * @param limit for everything, from connecting to the last byte
 */
record Download(URI address, int mostBytes, Duration limit) {
  private static final int OK = 200;

  /**
   * The content.
   *
   * @throws IOException if there is none; the message says why
   */
  byte[] content() throws IOException {
    Body body = new Body(mostBytes);
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(HttpRequest.newBuilder(address).build(), info -> reader(info, body));
    int status = awaited(answer).statusCode();
    if (status != OK) {
      throw new IOException("the server answered with status " + status);
    }
    return body.bytes();
  }

  private <T> T awaited(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it took longer than " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the worker is ending", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static BodySubscriber<Void> reader(HttpResponse.ResponseInfo info, Body body) {
    return info.statusCode() == OK
        ? BodySubscribers.ofByteArrayConsumer(body)
        : BodySubscribers.replacing(null);
  }

  /** What has arrived. */
  private static final class Body implements Consumer<Optional<byte[]>> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    Body(int most) {
      this.most = most;
    }

    @Override
    public synchronized void accept(Optional<byte[]> some) {
      some.ifPresent(
          it -> {
            if (bytes.size() + it.length > most) {
              throw new IllegalStateException("it has more than " + most + " bytes");
            }
            bytes.writeBytes(it);
          });
    }

    synchronized byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
