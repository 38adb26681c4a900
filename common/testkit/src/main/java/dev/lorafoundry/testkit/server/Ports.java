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
   * The port itself if it is free, or a free one for {@link #ANY}.
   *
   * @throws ServerDidNotStart if the port is taken
   */
  public static int claim(String server, int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerDidNotStart(
          server
              + " can't have port "
              + port
              + ": "
              + e.getMessage()
              + ". End what uses it or choose another port (0 takes any free one).",
          e);
    }
  }
}
