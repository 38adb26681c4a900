package dev.lorafoundry.api.page.web;

import java.util.Collection;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What a browser posts of fields that nobody has touched. */
final class ShownForm {
  private ShownForm() {}

  static MultiValueMap<String, String> of(Collection<Field> fields) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    for (Field field : fields) {
      form.add(
          field.name(),
          field.choices().stream()
              .filter(Field.Option::chosen)
              .map(Field.Option::value)
              .findFirst()
              .orElse(field.value()));
    }
    return form;
  }
}
