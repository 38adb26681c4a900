package dev.lorafoundry.api.rest;

import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body without telling anything of the program. */
final class JsonMistake {
  private JsonMistake() {}

  static String explain(HttpMessageNotReadableException unreadable) {
    Throwable cause = unreadable.getCause();
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return "There is no field '%s' here: known are %s."
          .formatted(Explanation.shown(path(unknown)), known(unknown));
    }
    if (cause instanceof InvalidFormatException wrong) {
      return "%s '%s' is not allowed: use %s."
          .formatted(
              path(wrong),
              Explanation.shown(wrong.getValue()),
              Explanation.allowed(wrong.getTargetType()));
    }
    if (cause instanceof StreamReadException broken) {
      return "The body is no valid JSON%s: correct it there.".formatted(at(broken.getLocation()));
    }
    if (cause instanceof DatabindException wrong) {
      return "The body does not have the form that is expected here%s: see /api/v1/openapi.json."
          .formatted(wrong.getPath().isEmpty() ? "" : ", at '" + path(wrong) + "'");
    }
    return "The body can't be read: send a JSON object.";
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? "none"
        : unknown.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String path(DatabindException exception) {
    return exception.getPath().stream().map(JsonMistake::step).collect(Collectors.joining("."));
  }

  private static String step(JacksonException.Reference reference) {
    return reference.getPropertyName() == null
        ? Integer.toString(reference.getIndex())
        : reference.getPropertyName();
  }

  private static String at(TokenStreamLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
