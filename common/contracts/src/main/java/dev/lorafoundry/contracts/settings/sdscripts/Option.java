package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.List;

/**
 * One option of sd-scripts.
 *
 * @param verdict what becomes of it where no setting takes it
 * @param reason one sentence: why, and what to do
 * @param shapes the option that it only shapes; empty if it stands for itself
 * @param inFilesOnly whether files alone name it: no command of sd-scripts takes it
 * @param offAtZero whether 0 means the same as leaving it out
 * @param harmless values that change nothing
 */
record Option(
    String name,
    Form form,
    Verdict verdict,
    String reason,
    String shapes,
    boolean inFilesOnly,
    boolean offAtZero,
    List<String> harmless) {
  Option {
    harmless = List.copyOf(harmless);
  }

  enum Form {
    VALUE,
    FLAG,
    LIST
  }

  /** The same where it means nothing. */
  Option passed(String why) {
    return new Option(name, form, Verdict.PASSED, why, shapes, inFilesOnly, offAtZero, harmless);
  }

  /** Whether it is one {@code key=value} of a list option. */
  boolean isKey() {
    return name.contains(".");
  }

  boolean isHarmless(String value) {
    return value.isEmpty() || harmless.stream().anyMatch(each -> same(each, value));
  }

  private static boolean same(String one, String other) {
    return one.equals(other)
        || PythonNumber.of(one)
            .flatMap(a -> PythonNumber.of(other).map(b -> a.compareTo(b) == 0))
            .orElse(false);
  }
}
