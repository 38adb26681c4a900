package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a worker process: letters, digits, dot, dash and underscore, at most 100. */
public record WorkerId(@JsonValue String value) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  @JsonCreator
  public WorkerId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "worker id '"
              + value
              + "' is not allowed: use 1 to 100 letters, digits, dots, dashes or underscores");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
