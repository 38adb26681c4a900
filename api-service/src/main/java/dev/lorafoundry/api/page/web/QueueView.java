package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.Priority;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What everybody's workers do, what waits for them and why.
 *
 * @param mine whether it is the reader's own work only
 * @param person whether the reader is a person, who may have work
 * @param running work under way
 * @param waiting lines, one for each kind of which something waits
 * @param stopped trainings that were paused or failed, newest first
 */
record QueueView(
    boolean mine,
    boolean person,
    List<Row> running,
    List<Line> waiting,
    List<Row> stopped,
    List<WorkerRow> workers) {
  QueueView {
    running = List.copyOf(running);
    waiting = List.copyOf(waiting);
    stopped = List.copyOf(stopped);
    workers = List.copyOf(workers);
  }

  /**
   * What a piece of work is.
   *
   * @param href where it is shown
   * @param of project and version that it belongs to
   */
  record Named(Phrase kind, String name, String href, String of) {}

  /**
   * A piece of work.
   *
   * @param owner whose it is; absent: nobody's
   * @param permille of it that is done
   * @param about how far it is, how fast, how long it waits
   * @param reason why it stands so; absent: nothing is to be said
   * @param curve of its loss; absent: it has none
   * @param place in its line, where people may change that; absent: nobody may
   */
  record Row(
      String id,
      Named what,
      @Nullable Phrase owner,
      String state,
      int permille,
      List<Phrase> about,
      @Nullable Phrase reason,
      @Nullable LossCurve curve,
      @Nullable Place place,
      List<Button> buttons) {
    Row {
      about = List.copyOf(about);
      buttons = List.copyOf(buttons);
    }

    /** The same at a place that people may change. */
    Row at(@Nullable Place there) {
      return new Row(id, what, owner, state, permille, about, reason, curve, there, buttons);
    }

    public Phrase stateText() {
      return Phrase.of("state." + state);
    }
  }

  /**
   * Where a job waits.
   *
   * @param line of jobs that it may be moved among
   * @param priority low, normal or high; absent: this reader may change neither it nor the place
   */
  record Place(String line, @Nullable String priority) {
    public boolean isChangeable() {
      return priority != null;
    }

    /** What the priority may become. */
    public List<Choice> choices() {
      return Stream.of(Priority.values())
          .map(
              each ->
                  new Choice(
                      each.label(),
                      Phrase.of("priority." + each.label()),
                      each.label().equals(priority)))
          .toList();
    }

    /** A priority. */
    record Choice(String value, Phrase label, boolean chosen) {}
  }

  /**
   * Something that can be asked.
   *
   * @param path to post to
   */
  record Button(String path, String verb) {
    public Phrase label() {
      return Phrase.of("action." + verb);
    }
  }

  /**
   * What waits for workers of one kind, in the order in which it will be served.
   *
   * @param next of each line that goes on beyond what is shown: what is moved behind its last row
   *     goes before this
   * @param left beyond those that are shown
   */
  record Line(Phrase kind, List<Row> rows, List<Next> next, long left) {
    Line {
      rows = List.copyOf(rows);
      next = List.copyOf(next);
    }

    /** The first job of a line that is not shown. */
    record Next(String id, String line) {}
  }

  /**
   * A worker.
   *
   * @param memory of the device, in words; absent: unknown, as of a processor
   * @param health live, draining or silent
   * @param busy what it does; absent: nothing
   */
  record WorkerRow(
      String id,
      String device,
      @Nullable String memory,
      List<Phrase> kinds,
      String health,
      @Nullable Named busy,
      Moment lastSeen) {
    WorkerRow {
      kinds = List.copyOf(kinds);
    }

    public Phrase healthText() {
      return Phrase.of("health." + health);
    }
  }
}
