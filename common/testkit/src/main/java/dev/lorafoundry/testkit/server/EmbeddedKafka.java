package dev.lorafoundry.testkit.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker and its controller in this process (KRaft), on a data folder that outlives it. */
public final class EmbeddedKafka implements KafkaServer {
  private static final String CLUSTER_ID = new Uuid(0x4c6f5241L, 0x466f756e647279L).toString();

  /** One node that does everything, frugal with threads and memory. */
  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // why: lets a test's group see what becomes of a dead consumer's record within seconds
          Map.entry("group.share.min.record.lock.duration.ms", "1000"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "2"));

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts it on what the folder holds already.
   *
   * @param port 0 for any free one
   * @throws ServerDidNotStart if the port is taken or the folder can't be used
   */
  public static EmbeddedKafka start(Path data, int port) {
    int broker = Ports.claim("Kafka", port);
    int controller = Ports.claim("Kafka's controller", Ports.ANY);
    try {
      Files.createDirectories(data);
      format(data);
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(settings(data, broker, controller), false), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(server, broker);
    } catch (Exception e) {
      throw new ServerDidNotStart("Kafka did not start in " + data + ": " + e, e);
    }
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(CLUSTER_ID)
        .setNodeId(1)
        .setIgnoreFormatted(true)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }

  private static Properties settings(Path data, int broker, int controller) {
    Map<String, String> settings = new HashMap<>(ALONE);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("log.dirs", data.toString());
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
