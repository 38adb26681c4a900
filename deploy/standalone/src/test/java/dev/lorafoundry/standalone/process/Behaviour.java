package dev.lorafoundry.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program for tests: says its process number and what it was told, then behaves as told. */
final class Behaviour {
  private Behaviour() {}

  public static void main(String[] args) throws InterruptedException {
    switch (System.getenv("BEHAVIOUR")) {
      case "die" -> System.exit(3);
      case "ignore the end" ->
          Runtime.getRuntime().addShutdownHook(new Thread(Behaviour::ignoreTheEnd));
      default -> {}
    }
    // why: who reads this may count on the behaviour
    System.out.println("pid " + ProcessHandle.current().pid());
    System.out.println("told " + System.getenv("TOLD"));
    waitForEver();
  }

  private static void ignoreTheEnd() {
    System.out.println("asked to end");
    waitForEver();
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The program in a jar of the folder; its log lies beside it. */
  static Program behaving(String behaviour, Path folder) throws IOException {
    return new Program(
        "tested",
        jar(folder),
        List.of("-Xmx32m", "-XX:+UseSerialGC"),
        Map.of("BEHAVIOUR", behaviour, "TOLD", "secret"),
        folder.resolve("tested.log"));
  }

  private static Path jar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Behaviour.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes());
    Path jar = folder.resolve("tested.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    return jar;
  }

  private static String classes() {
    return Behaviour.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
