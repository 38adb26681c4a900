package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Overview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start page.
 *
 * @param name of a new project
 * @param last where somebody was; absent: nowhere yet, or it is gone
 * @param undo of a deletion; absent: nothing was deleted just now
 * @param lesson what to do first; absent: there are projects
 */
record ProjectsView(
    Found found, Field name, @Nullable Last last, @Nullable Undo undo, @Nullable Lesson lesson) {

  /**
   * A part of the list.
   *
   * @param shelves where projects are; empty: all of them are in use
   */
  record Found(
      List<Card> projects, String search, String shelf, int page, int pages, List<Shelf> shelves) {
    Found {
      projects = List.copyOf(projects);
      shelves = List.copyOf(shelves);
    }

    /** Whether nothing but the search keeps projects from being here. */
    public boolean searched() {
      return !search.isEmpty();
    }
  }

  record Shelf(String id, Phrase label, boolean current) {}

  /**
   * @param facts what it amounts to
   * @param training what workers do for it now; absent: nothing
   * @param active when something happened in it last
   * @param goneAt when it is deleted for good; absent: it is not deleted
   */
  record Card(
      String id,
      String name,
      Moment active,
      List<Phrase> facts,
      @Nullable Phrase training,
      List<VersionLink> versions,
      @Nullable Cover cover,
      @Nullable Moment goneAt) {
    Card {
      facts = List.copyOf(facts);
      versions = List.copyOf(versions);
    }
  }

  record VersionLink(String id, String name) {}

  /** A picture that stands for others. */
  record Cover(String url, int width, int height) {
    /**
     * @param pixels how wide it comes at most
     */
    static @Nullable Cover of(Overview.@Nullable Cover cover, int pixels) {
      return cover == null
          ? null
          : new Cover(
              "/api/v1/previews/%s/pictures/%d/%d/%d?width=%d"
                  .formatted(
                      cover.preview(), cover.row(), cover.column(), cover.batchIndex(), pixels),
              cover.width(),
              cover.height());
    }
  }

  /** The page that somebody was on last. */
  record Last(String title, Phrase tab, String href) {}

  /**
   * A deletion that can be taken back.
   *
   * @param path to be posted to
   * @param until when it is deleted for good
   */
  record Undo(String name, String path, Moment until) {}

  /**
   * What somebody needs to know who has no project.
   *
   * @param models names of base models that are there
   */
  record Lesson(List<String> models) {
    Lesson {
      models = List.copyOf(models);
    }
  }
}
