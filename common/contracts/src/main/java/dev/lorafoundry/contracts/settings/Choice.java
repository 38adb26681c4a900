package dev.lorafoundry.contracts.settings;

import com.fasterxml.jackson.annotation.JsonValue;

/** An enum whose constants people know by a label, such as {@code AdamW}. */
public interface Choice {
  @JsonValue
  String label();
}
