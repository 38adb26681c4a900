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
  private static final List<String> NAMES =
      List.of("api-token", "worker-token", "s3-access-key", "s3-secret-key", "postgres-password");
  private static final int BYTES = 24;

  /** Those of the file, which is made at the first start. */
  static Secrets in(Path file) {
    try {
      if (!Files.exists(file)) {
        OwnersOnly.write(file, fresh());
      }
      Properties kept = new Properties();
      kept.load(new StringReader(Files.readString(file)));
      return new Secrets(
          value(kept, "api-token", file),
          value(kept, "worker-token", file),
          value(kept, "s3-access-key", file),
          value(kept, "s3-secret-key", file),
          value(kept, "postgres-password", file));
    } catch (IOException e) {
      throw new StartRefused("The secrets in " + file + " can't be read or written: " + e, e);
    }
  }

  private static String fresh() throws IOException {
    Properties made = new Properties();
    for (String name : NAMES) {
      made.setProperty(name, random());
    }
    StringWriter text = new StringWriter();
    made.store(text, "Whoever can read this file can use this LoRA Foundry.");
    return text.toString();
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String value(Properties kept, String name, Path file) {
    String value = kept.getProperty(name, "");
    if (value.isBlank()) {
      throw new StartRefused(
          "%s holds no %s. Delete the file to get new secrets.".formatted(file, name));
    }
    return value;
  }

  @Override
  public String toString() {
    return "Secrets[…]";
  }
}
