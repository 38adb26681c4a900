package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.page.web.LorasView.LoraList;
import dev.lorafoundry.api.page.web.LorasView.LoraView;
import dev.lorafoundry.api.page.web.LorasView.SourceRow;
import dev.lorafoundry.api.page.web.LorasView.SourceRows;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** LoRAs made of others, as the page shows them. */
final class MadeLoras {
  private static final int MOST_SHOWN = 20;
  private static final List<String> TWO_EMPTY = List.of("", "");

  private final LoraTasks tasks;
  private final StartChoices choices;
  private final Cancelling cancelling;

  MadeLoras(LoraTasks tasks, StartChoices choices, Cancelling cancelling) {
    this.tasks = tasks;
    this.choices = choices;
    this.cancelling = cancelling;
  }

  LorasView view(VersionId version) {
    return new LorasView(
        version.toString(),
        LoraForm.first(),
        sources(version, 0, TWO_EMPTY),
        LoraForm.more(),
        list(version));
  }

  LoraList list(VersionId version) {
    List<LoraView> shown =
        tasks.ofVersion(version, 0, MOST_SHOWN).stream().map(LoraView::of).toList();
    return new LoraList(cancelling.ofLoras(shown), tasks.countOfVersion(version) - shown.size());
  }

  /**
   * Rows of which these checkpoints are chosen.
   *
   * @param from number of the first row
   * @param chosen an id for each row; empty: none
   */
  SourceRows sources(VersionId version, int from, List<String> chosen) {
    List<Field.Option> offered = choices.of(version);
    return new SourceRows(
        version.toString(),
        IntStream.range(0, chosen.size())
            .mapToObj(i -> new SourceRow(from + i, options(offered, chosen.get(i))))
            .toList());
  }

  private static List<Field.Option> options(List<Field.Option> offered, String chosen) {
    return Stream.concat(
            Stream.of(new Field.Option("", Phrase.of("loras.none"), chosen.isEmpty())),
            offered.stream()
                .map(
                    each ->
                        new Field.Option(each.value(), each.label(), each.value().equals(chosen))))
        .toList();
  }
}
