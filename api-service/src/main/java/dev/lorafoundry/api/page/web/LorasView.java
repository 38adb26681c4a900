package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTask.Result;
import dev.lorafoundry.api.loratask.LoraTaskForm;
import dev.lorafoundry.contracts.LoraTaskEvent.Ranks;
import dev.lorafoundry.contracts.LoraTaskJob;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * LoRAs that are made of others: the form that asks for one, and those that were asked for.
 *
 * @param first fields before the sources
 * @param more fields behind them
 */
record LorasView(
    String version, List<Field> first, SourceRows sources, List<Field> more, LoraList list) {
  LorasView {
    first = List.copyOf(first);
    more = List.copyOf(more);
  }

  /** Rows in which sources are chosen, each with its weight. */
  record SourceRows(String version, List<SourceRow> rows) {
    SourceRows {
      rows = List.copyOf(rows);
    }

    /** Number of the row that would come next. */
    public int next() {
      return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).number() + 1;
    }

    /** Whether another one can be of use. */
    public boolean more() {
      return next() < LoraTaskForm.MOST_SOURCES;
    }
  }

  /**
   * One of them.
   *
   * @param number from 0
   */
  record SourceRow(int number, List<Field.Option> choices) {
    SourceRow {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Tasks, newest first.
   *
   * @param older how many are not shown
   */
  record LoraList(List<LoraView> tasks, long older) {
    LoraList {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * One task.
   *
   * @param canCancel whether it is under way, and the reader may cancel it
   * @param about what it is made of
   * @param made what came of it, and where its file is, once it is done
   */
  record LoraView(
      String id,
      String name,
      String state,
      Phrase stateText,
      boolean canCancel,
      Phrase about,
      @Nullable String reason,
      @Nullable Made made) {
    /** The same before a reader who may not cancel it. */
    LoraView withoutCancelling() {
      return new LoraView(id, name, state, stateText, false, about, reason, made);
    }

    static LoraView of(LoraTask task) {
      LoraTask.Ticket ticket = task.ticket();
      LoraTask.Standing standing = task.standing();
      return new LoraView(
          task.id().toString(),
          ticket.name(),
          standing.state().name().toLowerCase(Locale.ROOT),
          Phrase.of("state." + standing.state().name().toLowerCase(Locale.ROOT)),
          standing.state().doneOrDue() && !standing.state().ended(),
          Phrase.of("loras.about", ticket.settings().kind().label(), sources(ticket.sources())),
          standing.reason().isEmpty() ? null : standing.reason(),
          task.result() == null ? null : Made.of(task.result()));
    }

    private static String sources(List<LoraTaskJob.Source> sources) {
      return sources.stream()
          .map(
              source ->
                  source.weight() == 1
                      ? source.lora().name()
                      : SettingsFields.text(source.weight()) + " × " + source.lora().name())
          .collect(Collectors.joining(", "));
    }
  }

  /** What came of a task. */
  record Made(String file, Phrase about) {
    static Made of(Result result) {
      Ranks ranks = result.ranks();
      return new Made("/api/v1/checkpoints/" + result.checkpoint() + "/file", about(ranks));
    }

    private static Phrase about(Ranks ranks) {
      Phrase modules = Phrase.of("count.modules", ranks.modules());
      double percent = 100 * ranks.kept();
      return ranks.smallest() == ranks.largest()
          ? Phrase.of("loras.rank", modules, ranks.largest(), percent)
          : Phrase.of("loras.ranks", modules, ranks.smallest(), ranks.largest(), percent);
    }
  }
}
