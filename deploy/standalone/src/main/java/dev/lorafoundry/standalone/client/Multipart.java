package dev.lorafoundry.standalone.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Files as the body of a form (multipart/form-data). */
final class Multipart {
  private final String boundary = "lora-foundry-" + UUID.randomUUID();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** All files under one field's name. */
  static Multipart of(String field, List<Path> files) {
    Multipart form = new Multipart();
    files.forEach(file -> form.add(field, file));
    form.write("--" + form.boundary + "--\r\n");
    return form;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    return BodyPublishers.ofByteArray(body.toByteArray());
  }

  private void add(String field, Path file) {
    write("--" + boundary + "\r\n");
    write(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(field, file.getFileName()));
    write("Content-Type: application/octet-stream\r\n\r\n");
    try {
      body.writeBytes(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
    write("\r\n");
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
