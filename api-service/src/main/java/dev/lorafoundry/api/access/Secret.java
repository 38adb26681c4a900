package dev.lorafoundry.api.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** A text that proves who one is. It is stored and compared by its hash only. */
public record Secret(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** One that nobody can guess. */
  public static Secret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Hex digest, fit to be stored. */
  public String sha256() {
    return DigestUtils.sha256Hex(text);
  }

  /** Takes the same time whether and wherever the two differ. */
  boolean matches(Secret other) {
    return MessageDigest.isEqual(DigestUtils.sha256(text), DigestUtils.sha256(other.text));
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
