package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.SafeNames;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A dataset's files that are laid out, folder by folder. */
final class DatasetFolder {
  private static final String MASKS = "/masks/";
  private static final String PNG = ".png";

  private final List<DatasetZip.Entry> entries = new ArrayList<>();
  private final Map<String, SafeNames> folders = new HashMap<>();
  private String path = "";
  private SafeNames names = new SafeNames();

  /** What is added from now on lies in this folder, also beside what is there already. */
  void enter(String folder) {
    path = folder;
    names = folders.computeIfAbsent(folder.toLowerCase(Locale.ROOT), none -> new SafeNames());
  }

  /** A training picture, whose mask is in it. */
  void add(Processed picture, Caption caption) {
    String stem = added(FileName.stem(picture.name()), PNG, picture.key(), caption);
    if (Boolean.TRUE.equals(picture.masked())) {
      entries.add(new DatasetZip.MaskWithin(path + MASKS + stem + PNG, picture.key()));
    }
  }

  /** A picture as it was uploaded, whose mask is a file beside it. */
  void add(Original picture, Caption caption) {
    String extension = "." + picture.format().extension();
    String stem = added(picture.stem(), extension, picture.key(), caption);
    Mask mask = picture.mask();
    if (mask != null) {
      entries.add(new DatasetZip.Stored(path + MASKS + stem + PNG, mask.key()));
    }
  }

  /** why: a caption file without a line is an error to sd-scripts, a missing one is not. */
  private String added(String wanted, String extension, String key, Caption caption) {
    String stem = names.free(wanted);
    entries.add(new DatasetZip.Stored(path + "/" + stem + extension, key));
    if (!caption.text().isBlank()) {
      entries.add(new DatasetZip.Text(path + "/" + stem + ".txt", caption.text() + "\n"));
    }
    return stem;
  }

  List<DatasetZip.Entry> entries() {
    return List.copyOf(entries);
  }
}
