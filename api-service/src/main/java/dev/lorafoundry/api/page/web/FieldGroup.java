package dev.lorafoundry.api.page.web;

import java.util.List;

/** Fields that belong together. */
record FieldGroup(Phrase label, List<Field> fields) {
  FieldGroup {
    fields = List.copyOf(fields);
  }
}
