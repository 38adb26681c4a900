package dev.lorafoundry.api.rest;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What Spring's exceptions mean to who sent the request, in our words. */
record Explanation(String detail, List<SettingProblem> problems) {
  private static final int LONGEST_VALUE = 80;

  Explanation(String detail) {
    this(detail, List.of());
  }

  static Explanation of(Exception exception, String otherwise) {
    if (exception instanceof MethodArgumentNotValidException invalid) {
      return invalid(invalid.getFieldErrors());
    }
    if (exception instanceof HttpMessageNotReadableException unreadable) {
      return new Explanation(JsonMistake.explain(unreadable));
    }
    return new Explanation(detail(exception, otherwise));
  }

  private static String detail(Exception exception, String otherwise) {
    if (exception instanceof TypeMismatchException mismatch) {
      return mismatch(mismatch);
    }
    if (exception instanceof NoResourceFoundException missing) {
      return "There is nothing at /%s: see /api/v1/openapi.json for what there is."
          .formatted(missing.getResourcePath());
    }
    if (exception instanceof MissingServletRequestParameterException missing) {
      return "Parameter '%s' is missing: give it.".formatted(missing.getParameterName());
    }
    if (exception instanceof MissingServletRequestPartException missing) {
      return "Part '%s' is missing: send it as multipart/form-data."
          .formatted(missing.getRequestPartName());
    }
    if (exception instanceof MaxUploadSizeExceededException) {
      return "The upload is larger than this server takes in one request: send fewer or smaller"
          + " files.";
    }
    return protocol(exception, otherwise);
  }

  private static String protocol(Exception exception, String otherwise) {
    if (exception instanceof HttpRequestMethodNotSupportedException wrong) {
      return "Method %s is not allowed here: use %s."
          .formatted(wrong.getMethod(), words(wrong.getSupportedHttpMethods()));
    }
    if (exception instanceof HttpMediaTypeNotSupportedException wrong) {
      return "Content type '%s' is not understood here: send %s."
          .formatted(wrong.getContentType(), words(wrong.getSupportedMediaTypes()));
    }
    if (exception instanceof HttpMediaTypeNotAcceptableException wrong) {
      return "The answer can't be given as asked for by Accept: it is %s."
          .formatted(words(wrong.getSupportedMediaTypes()));
    }
    return otherwise;
  }

  private static Explanation invalid(List<FieldError> errors) {
    List<SettingProblem> problems =
        errors.stream()
            .map(
                error ->
                    new SettingProblem(
                        error.getField(),
                        shown(error.getRejectedValue()),
                        "%s '%s' is not allowed: it %s."
                            .formatted(
                                error.getField(),
                                shown(error.getRejectedValue()),
                                error.getDefaultMessage())))
            .toList();
    return new Explanation(
        problems.stream().map(SettingProblem::message).collect(Collectors.joining(" ")), problems);
  }

  private static String mismatch(TypeMismatchException mismatch) {
    String name =
        mismatch instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(mismatch.getPropertyName());
    return "%s '%s' is not allowed: use %s."
        .formatted(name, shown(mismatch.getValue()), allowed(mismatch.getRequiredType()));
  }

  /** What a value of a type may be. */
  static String allowed(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type == UUID.class) {
      return "an id as the API gave it, such as 3f2b6c1e-0b1a-4c8e-9a55-0d9e2f6a7b10";
    }
    if (type == String.class) {
      return "a text in quotes";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return words(Arrays.asList(type.getEnumConstants()));
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "another value";
  }

  static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  private static String words(@Nullable Collection<?> values) {
    return values == null || values.isEmpty()
        ? "another one"
        : values.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }
}
