package dev.lorafoundry.api.page.web;

import java.util.List;
import java.util.Map;

/**
 * A version's pictures side by side.
 *
 * @param fields of previews that can be asked for
 */
record CompareView(VersionFrame version, CompareTable table, List<Field> fields) {
  CompareView {
    fields = List.copyOf(fields);
  }

  /** With fields that are empty: what nobody fills in is as in the checkpoints' runs. */
  static CompareView of(VersionFrame version, CompareTable table) {
    return new CompareView(
        version, table, List.copyOf(SettingsFields.PREVIEW.fields(Map.of()).values()));
  }
}
