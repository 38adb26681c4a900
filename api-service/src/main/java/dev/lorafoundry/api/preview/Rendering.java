package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.PreviewEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the pictures of a preview are.
 *
 * @param done pictures rendered by the newest attempt
 * @param grid absent until all are done
 * @param notes what was changed of the request, sentences for people
 */
public record Rendering(int done, int total, @Nullable Grid grid, List<String> notes) {
  public Rendering {
    notes = List.copyOf(notes);
  }

  /**
   * The labelled sheet of all pictures.
   *
   * @param key object key of the PNG
   */
  public record Grid(String key, int width, int height) {}

  static Rendering none(int total) {
    return new Rendering(0, total, null, List.of());
  }

  Rendering after(PreviewEvent event) {
    if (event instanceof PreviewEvent.PictureRendered rendered) {
      return new Rendering(rendered.done(), rendered.total(), grid, notes);
    }
    return event instanceof PreviewEvent.Finished finished ? of(finished) : this;
  }

  private static Rendering of(PreviewEvent.Finished finished) {
    int pictures = finished.pictures().size();
    Grid grid = new Grid(finished.gridKey(), finished.gridWidth(), finished.gridHeight());
    return new Rendering(pictures, pictures, grid, finished.notes());
  }
}
