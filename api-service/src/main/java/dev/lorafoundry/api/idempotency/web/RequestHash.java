package dev.lorafoundry.api.idempotency.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same: where they go and what they carry. */
final class RequestHash {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;

  private RequestHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String of(HttpServletRequest request) throws IOException, ServletException {
    RequestHash hash = new RequestHash();
    hash.text(request.getRequestURI());
    hash.text(request.getQueryString());
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      // why: the boundary between parts differs each time, so the parts count and not the body
      for (Part part : request.getParts()) {
        hash.part(part);
      }
    } else {
      hash.stream(request.getInputStream());
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void part(Part part) throws IOException {
    text(part.getName());
    text(part.getSubmittedFileName());
    text(Long.toString(part.getSize()));
    try (InputStream in = part.getInputStream()) {
      stream(in);
    }
  }

  private void text(@Nullable String text) {
    digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void stream(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
  }
}
