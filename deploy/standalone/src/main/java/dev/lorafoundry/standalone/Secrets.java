package dev.lorafoundry.standalone;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * The tokens and keys by which the parts of the system know one another: random, made once, kept in
 * a file for its owner only.
 */
record Secrets(
    String apiToken,
    String workerToken,
    String s3AccessKey,
    String s3SecretKey,
    String postgresPassword) {
  private static final String POSTGRES_PASSWORD = "postgres-password";
  private static final List<String> NAMES =
      List.of("api-token", "worker-token", "s3-access-key", "s3-secret-key", POSTGRES_PASSWORD);
  private static final int BYTES = 24;

  /**
   * Those of the file. What it lacks is made and written to it: all of them at the first start.
   *
   * @param database folder of the database, which keeps the password that it was made with
   * @throws StartRefused if the password of a database that is there is lost
   */
  static Secrets in(Path file, Path database) {
    try {
      Properties kept = read(file);
      List<String> missing = NAMES.stream().filter(name -> value(kept, name).isBlank()).toList();
      if (missing.contains(POSTGRES_PASSWORD)) {
        requireNone(database, file);
      }
      if (!missing.isEmpty()) {
        missing.forEach(name -> kept.setProperty(name, random()));
        write(file, kept);
      }
      return new Secrets(
          value(kept, "api-token"),
          value(kept, "worker-token"),
          value(kept, "s3-access-key"),
          value(kept, "s3-secret-key"),
          value(kept, POSTGRES_PASSWORD));
    } catch (IOException e) {
      throw new StartRefused("The secrets in " + file + " can't be read or written: " + e, e);
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      kept.load(new StringReader(Files.readString(file)));
    }
    return kept;
  }

  private static String value(Properties kept, String name) {
    return kept.getProperty(name, "");
  }

  private static void requireNone(Path database, Path file) {
    if (Files.exists(database.resolve("PG_VERSION"))) {
      throw new StartRefused(
          "%s holds no %s, and the database in %s opens to none but the one it was made with. Put that line back from a copy of the file, or begin anew in another folder with --state."
              .formatted(file, POSTGRES_PASSWORD, database));
    }
  }

  private static void write(Path file, Properties secrets) throws IOException {
    StringWriter text = new StringWriter();
    secrets.store(text, "Whoever can read this file can use this LoRA Foundry.");
    OwnersOnly.write(file, text.toString());
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Secrets[…]";
  }
}
