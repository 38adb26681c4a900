package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What arguments of sd-scripts mean in settings.
 *
 * @param training training settings by name, as the catalogue reads them; an empty text clears one
 * @param preparation settings of the preparation, which a run can't change
 * @param preview settings of the previews
 * @param leftOut options that no setting takes and that were passed over, without dashes
 * @param notes what was left out and why, and what overrides what: sentences for people
 * @param problems everything that can't be followed; the setting is the field of the request
 */
public record Translation(
    Map<String, Object> training,
    Map<String, Object> preparation,
    Map<String, Object> preview,
    Set<String> leftOut,
    List<String> notes,
    List<SettingProblem> problems) {
  public Translation {
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
    preparation = Collections.unmodifiableMap(new LinkedHashMap<>(preparation));
    preview = Collections.unmodifiableMap(new LinkedHashMap<>(preview));
    leftOut = Set.copyOf(leftOut);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}
