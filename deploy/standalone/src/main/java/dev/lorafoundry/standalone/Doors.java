package dev.lorafoundry.standalone;

import dev.lorafoundry.testkit.server.Ports;
import dev.lorafoundry.testkit.server.ServerDidNotStart;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** The addresses and ports that the system listens on. */
final class Doors {
  private Doors() {}

  /**
   * @throws StartRefused naming the option, if one of them can't be had
   */
  static void requireFree(Options options) {
    InetAddress here = InetAddress.getLoopbackAddress();
    Options.ServerPorts ports = options.ports();
    requireFree("The page", "--port and --host", resolve(options.host()), options.port());
    requireFree("PostgreSQL", "--postgres-port", here, ports.postgres());
    requireFree("Kafka", "--kafka-port", here, ports.kafka());
    requireFree("The S3 server", "--s3-port", here, ports.s3());
  }

  private static void requireFree(String server, String option, InetAddress address, int port) {
    try {
      Ports.claim(server, address, port);
    } catch (ServerDidNotStart e) {
      throw new StartRefused(e.getMessage() + " It is set with " + option + ".", e);
    }
  }

  /** Where this machine reaches what listens there. */
  static URI address(String host, int port) {
    if (resolve(host).isAnyLocalAddress()) {
      return URI.create("http://127.0.0.1:" + port);
    }
    String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + port);
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartRefused(
          "--host '%s' is no address of this machine: give one, or 0.0.0.0 for all of them"
              .formatted(host),
          e);
    }
  }
}
