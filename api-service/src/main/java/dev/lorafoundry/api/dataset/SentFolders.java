package dev.lorafoundry.api.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders that were sent file by file, in one request or many: whoever sends only some of their
 * files tells by them which other folders of the same names there are.
 *
 * @param paths of folders with pictures
 */
public record SentFolders(List<String> paths) {
  /** None but those of the files themselves. */
  public static final SentFolders OF_THE_FILES = new SentFolders(List.of());

  private static final int MOST = 1_000;
  private static final int LONGEST = 1_000;

  public SentFolders {
    paths = List.copyOf(paths);
  }

  /**
   * As REST takes them.
   *
   * @param lines a path each; absent: none
   * @throws FoldersRefused if there are too many, or one is too long
   */
  public static SentFolders of(@Nullable String lines) {
    List<String> paths =
        lines == null ? List.of() : lines.lines().filter(line -> !line.isBlank()).toList();
    int longest = paths.stream().mapToInt(String::length).max().orElse(0);
    if (paths.size() > MOST || longest > LONGEST) {
      throw new FoldersRefused(
          String.format(
              Locale.ROOT,
              "folders has %,d lines, the longest of %,d characters: name at most %,d folders, a"
                  + " line each of at most %,d characters.",
              paths.size(),
              longest,
              MOST,
              LONGEST));
    }
    return new SentFolders(paths);
  }

  /** The concepts that they, and the folders of some of their files, become. */
  ConceptFolders concepts(Collection<UploadedFile> files) {
    return new ConceptFolders(
        Stream.concat(
                files.stream().map(UploadedFile::name), paths.stream().map(path -> path + "/any"))
            .filter(name -> !FileName.leadsOut(name))
            .toList());
  }
}
