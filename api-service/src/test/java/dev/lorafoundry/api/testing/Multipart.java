package dev.lorafoundry.api.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with files, as browsers send it. */
public final class Multipart {
  private static final String BOUNDARY = "----part-of-a-test";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A text field. */
  public Multipart field(String name, String value) {
    text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    text(value + "\r\n");
    return this;
  }

  /** A file; its name goes out in UTF-8, as browsers do. */
  public Multipart file(String name, String fileName, byte[] content) {
    text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"");
    text("; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    bytes.writeBytes(content);
    text("\r\n");
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
