package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.project.Filed;
import java.util.Collection;
import java.util.List;

/** What is left in the database of projects and versions that are deleted. */
public interface Remains {
  /** Folders of the object store that only its jobs, previews and LoRA tasks have files in. */
  List<String> folders(Filed what);

  /**
   * Removes every row of it, notes its pictures' objects and these ones as discarded, and lets go
   * of what its snapshots kept. To be called in a transaction, in which nothing was tied to it.
   *
   * @param objects that no row names
   */
  void remove(Filed what, Collection<String> objects);

  /** Until the transaction ends, nobody uses checkpoints of it for anything new. */
  void lockCheckpoints(Filed what);
}
