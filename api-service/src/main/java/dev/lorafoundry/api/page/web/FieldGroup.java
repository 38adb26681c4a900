package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together on the form of a run.
 *
 * @param id of its element
 * @param fields of what is no setting; they stand first
 */
record FieldGroup(String id, Phrase label, List<Field> fields, List<Part> parts) {
  FieldGroup {
    fields = List.copyOf(fields);
    parts = List.copyOf(parts);
  }

  /** Settings below a heading of their own; absent: they stand by themselves. */
  record Part(@Nullable Phrase label, List<FormSetting> settings) {
    Part {
      settings = List.copyOf(settings);
    }
  }
}
