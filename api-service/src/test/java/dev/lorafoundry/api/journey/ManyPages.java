package dev.lorafoundry.api.journey;

import dev.lorafoundry.api.testing.TestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Many live pages that one thread reads, so that they cost the machine as little as may be. */
final class ManyPages implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVENT = "event:job";

  private final Selector selector;
  private final Page[] pages;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

  /** What one page has heard; a mark may come in two parts. */
  private static final class Page {
    private String rest = "";
    private boolean open;
    private long heard;

    void take(String text, long now) {
      String all = rest + text;
      open |= all.contains("connected");
      if (all.contains(EVENT)) {
        heard = now;
        all = all.substring(all.lastIndexOf(EVENT) + EVENT.length());
      }
      rest = all.substring(Math.max(0, all.length() - EVENT.length()));
    }
  }

  private ManyPages(Selector selector, int count) {
    this.selector = selector;
    this.pages = new Page[count];
  }

  static ManyPages open(URI api, int count) throws IOException {
    ManyPages many = new ManyPages(Selector.open(), count);
    for (int i = 0; i < count; i++) {
      many.pages[i] = new Page();
      SocketChannel channel =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), api.getPort()));
      channel.write(StandardCharsets.US_ASCII.encode(request(api)));
      channel.configureBlocking(false);
      channel.register(many.selector, SelectionKey.OP_READ, many.pages[i]);
    }
    return many;
  }

  private static String request(URI api) {
    return "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(api.getPort(), TestApi.API_TOKEN);
  }

  void awaitOpen() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Arrays.stream(pages).allMatch(page -> page.open)) {
      read(end);
    }
  }

  /** Milliseconds from a moment until each page heard of the next event. */
  double[] awaitNext(long begin) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Arrays.stream(pages).allMatch(page -> page.heard - begin > 0)) {
      read(end);
    }
    return Arrays.stream(pages).mapToDouble(page -> (page.heard - begin) / 1e6).toArray();
  }

  private void read(Instant end) {
    if (Instant.now().isAfter(end)) {
      throw new IllegalStateException("not all pages heard of it in " + PATIENCE);
    }
    try {
      selector.select(this::read, 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key) {
    try {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IllegalStateException("the service closed a page");
      }
      buffer.flip();
      ((Page) key.attachment())
          .take(StandardCharsets.UTF_8.decode(buffer).toString(), System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
