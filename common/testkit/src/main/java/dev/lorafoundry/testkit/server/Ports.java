package dev.lorafoundry.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
public final class Ports {
  /** Any free port, where a port is asked for. */
  public static final int ANY = 0;

  private Ports() {}

  /**
   * The port itself if it is free for this machine's own use, or a free one for {@link #ANY}.
   *
   * @throws ServerDidNotStart if the port is taken
   */
  public static int claim(String server, int port) {
    return claim(server, InetAddress.getLoopbackAddress(), port);
  }

  /**
   * The port itself if it is free at the address, or a free one for {@link #ANY}.
   *
   * @throws ServerDidNotStart if the port is taken, or the address is none of this machine
   */
  public static int claim(String server, InetAddress address, int port) {
    try (var socket = new ServerSocket(port, 1, address)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerDidNotStart(
          "%s can't have port %d at %s: %s. End what uses it or choose another (0 takes any free port)."
              .formatted(server, port, address.getHostAddress(), e.getMessage()),
          e);
    }
  }
}
