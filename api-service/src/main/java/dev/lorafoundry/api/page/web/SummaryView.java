package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dataset amounts to, with its last preparation. */
record SummaryView(
    String version,
    @Nullable PreparationView preparation,
    int pictures,
    List<String> sizes,
    int repeats,
    long samples,
    List<String> problems) {
  SummaryView {
    sizes = List.copyOf(sizes);
    problems = List.copyOf(problems);
  }

  public boolean ready() {
    return !sizes.isEmpty() && problems.isEmpty();
  }

  record PreparationView(
      String state, long done, long total, @Nullable String reason, List<RefusedFile> refused) {
    PreparationView {
      refused = List.copyOf(refused);
    }

    public String stateText() {
      return state.equals("done") ? "prepared" : state;
    }

    public String progress() {
      return done + " of " + Words.count(total, "picture");
    }
  }
}
