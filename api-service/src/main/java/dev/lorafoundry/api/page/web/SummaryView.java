package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Preparation;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a dataset amounts to, with its last preparation. */
record SummaryView(
    String version,
    @Nullable PreparationView preparation,
    int pictures,
    List<Phrase> sizes,
    List<Phrase> repeats,
    long samples,
    List<String> problems) {
  SummaryView {
    sizes = List.copyOf(sizes);
    repeats = List.copyOf(repeats);
    problems = List.copyOf(problems);
  }

  static SummaryView of(
      String version, DatasetSummary summary, @Nullable Preparation lastPreparation) {
    return new SummaryView(
        version,
        lastPreparation == null ? null : PreparationView.of(lastPreparation),
        summary.pictures(),
        summary.processed().stream()
            .map(
                each ->
                    Phrase.of(
                        "summary.size",
                        each.count(),
                        String.valueOf(each.width()),
                        String.valueOf(each.height())))
            .toList(),
        repeats(summary.concepts()),
        summary.samplesPerEpoch(),
        summary.problems());
  }

  private static List<Phrase> repeats(List<DatasetSummary.Part> concepts) {
    return concepts.stream()
        .map(
            concept ->
                concepts.size() == 1
                    ? Phrase.verbatim(Integer.toString(concept.repeats()))
                    : Phrase.of("summary.repeats-of", concept.repeats(), concept.name()))
        .toList();
  }

  public boolean ready() {
    return problems.isEmpty();
  }

  record PreparationView(
      String state, long done, long total, @Nullable String reason, List<RefusedFile> refused) {
    PreparationView {
      refused = List.copyOf(refused);
    }

    static PreparationView of(Preparation preparation) {
      String reason = preparation.reason();
      return new PreparationView(
          preparation.state().name().toLowerCase(Locale.ROOT),
          preparation.done(),
          preparation.total(),
          reason.isEmpty() ? null : reason,
          preparation.refused());
    }

    public Phrase stateText() {
      return Phrase.of(state.equals("done") ? "summary.prepared" : "state." + state);
    }

    public Phrase progress() {
      return Phrase.of("summary.progress", done, Phrase.of("count.pictures", total));
    }

    /** How its reason is shown. */
    public String tone() {
      return state.equals("failed") ? "bad" : "";
    }
  }
}
