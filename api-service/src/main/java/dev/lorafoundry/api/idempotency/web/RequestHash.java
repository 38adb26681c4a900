package dev.lorafoundry.api.idempotency.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same: where they go and what they carry. */
final class RequestHash {
  private final MessageDigest digest = DigestUtils.getSha256Digest();

  private RequestHash() {}

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
    DigestUtils.updateDigest(digest, String.valueOf(text));
    digest.update((byte) 0);
  }

  private void stream(InputStream in) throws IOException {
    DigestUtils.updateDigest(digest, new BufferedInputStream(in));
  }
}
