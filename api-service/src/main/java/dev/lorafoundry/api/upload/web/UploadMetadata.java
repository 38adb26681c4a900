package dev.lorafoundry.api.upload.web;

import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the header Upload-Metadata of tus says: names, and behind each its text in Base64. */
record UploadMetadata(Map<String, String> texts) {
  private static final int LONGEST = 4_000;

  UploadMetadata {
    texts = Map.copyOf(texts);
  }

  /**
   * @throws RequestRefused if it can't be read
   */
  static UploadMetadata of(@Nullable String header) {
    Map<String, String> texts = new HashMap<>();
    if (header != null && header.length() > LONGEST) {
      throw RequestRefused.badRequest(
          "Upload-Metadata has more than %d characters: shorten the file's name."
              .formatted(LONGEST));
    }
    for (String pair : header == null ? new String[0] : header.split(",", -1)) {
      String[] parts = pair.strip().split(" +", 2);
      texts.put(parts[0], parts.length == 1 ? "" : text(parts[0], parts[1]));
    }
    return new UploadMetadata(texts);
  }

  private static String text(String name, String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw RequestRefused.badRequest(
          "'%s' of Upload-Metadata can't be read: send its UTF-8 text in Base64."
              .formatted(SettingProblem.shown(name)));
    }
  }

  /**
   * @throws RequestRefused if there is none
   */
  String filename() {
    String name = texts.getOrDefault("filename", "");
    if (name.isBlank() || name.indexOf('\0') >= 0) {
      throw RequestRefused.badRequest(
          "Upload-Metadata names no file: send 'filename' and its name in Base64.");
    }
    return name;
  }

  String modified() {
    return texts.getOrDefault("modified", "").replace("\0", "");
  }
}
