package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** One upload: files are stored at once, pictures and captions added when all files are there. */
final class Intake {
  private static final byte[] ZIP = {'P', 'K'};

  private final PictureShelf shelf;
  private final DatasetSettings limits;
  private final ConceptFolders folders;
  private final Map<PictureId, Picture> accepted = new LinkedHashMap<>();
  private final List<NamedPicture> stored = new ArrayList<>();
  private final List<NamedText> captions = new ArrayList<>();
  private final Set<PictureId> captioned = new HashSet<>();
  private final List<NamedMask> masks = new ArrayList<>();
  private final List<RefusedFile> refused = new ArrayList<>();
  private long total;

  /**
   * @param name as the sender gave it
   * @param shown the same for people, with the zip file's before it
   */
  private record Given(String name, String shown, Optional<ConceptFolder> folder) {}

  private record NamedPicture(Given given, PictureShelf.Stored picture) {}

  private record NamedText(Given given, String stem, String text) {}

  private record NamedMask(Given given, String stem, Mask mask) {}

  /**
   * @param folders of the files that are no zip files
   */
  Intake(PictureShelf shelf, DatasetSettings limits, ConceptFolders folders) {
    this.shelf = shelf;
    this.limits = limits;
    this.folders = folders;
  }

  void take(UploadedFile file) throws IOException {
    if (isZip(file)) {
      takeZip(file);
      return;
    }
    String shown = FileName.shown(file.name());
    if (file.bytes() > limits.maxFile().toBytes()) {
      refuse(
          shown,
          String.format(
              Locale.ROOT,
              "The file has %,d bytes; at most %,d are allowed.",
              file.bytes(),
              limits.maxFile().toBytes()));
      return;
    }
    if (!fits(file.bytes())) {
      refuse(
          shown,
          String.format(
              Locale.ROOT,
              "The upload has more than %,d bytes with it, which is the most allowed at a time:"
                  + " send it again by itself.",
              limits.maxUpload().toBytes()));
      return;
    }
    try (InputStream in = file.source().open()) {
      takeInFolder(file.name(), shown, folders, in.readAllBytes());
    } catch (FileRefused e) {
      refuse(shown, e.getMessage());
    }
  }

  /**
   * Takes a picture, a caption or a mask by where it lies.
   *
   * @throws FileRefused if its folder can't be a concept
   */
  private void takeInFolder(String name, String shown, ConceptFolders around, byte[] bytes) {
    // why: a path that leads out is none of a folder that somebody has sent
    boolean alone = FileName.leadsOut(name);
    Optional<String> masked = alone ? Optional.empty() : MaskFolder.picture(name);
    Optional<ConceptFolder> folder = alone ? Optional.empty() : around.of(masked.orElse(name));
    Given given = new Given(name, shown, folder);
    if (masked.isPresent()) {
      takeMask(given, bytes);
    } else {
      takeOne(given, bytes);
    }
  }

  /** Whether so much is still within what one upload may be; it counts then. */
  private boolean fits(long bytes) {
    // why: no sum, which could be too large for its type
    if (bytes > limits.maxUpload().toBytes() - total) {
      return false;
    }
    total += bytes;
    return true;
  }

  private static boolean isZip(UploadedFile file) throws IOException {
    try (InputStream in = file.source().open()) {
      return startsLikeZip(in.readNBytes(ZIP.length));
    }
  }

  private static boolean startsLikeZip(byte[] bytes) {
    return bytes.length >= ZIP.length && bytes[0] == ZIP[0] && bytes[1] == ZIP[1];
  }

  private void takeZip(UploadedFile file) throws IOException {
    String shown = FileName.shown(file.name());
    Path copy = Files.createTempFile("lora-foundry-upload-", ".zip");
    try {
      try (InputStream in = file.source().open()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      takeEntries(shown, copy);
    } catch (FileRefused e) {
      refuse(shown, e.getMessage());
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void takeEntries(String shownZip, Path copy) throws IOException {
    try (ZipUpload zip = ZipUpload.open(copy, limits)) {
      if (!fits(zip.unpackedBytes())) {
        throw new FileRefused(
            String.format(
                Locale.ROOT,
                "The zip file unpacks to %,d bytes; at most %,d are allowed at a time, with all"
                    + " other files: send it again by itself, or in parts.",
                zip.unpackedBytes(),
                limits.maxUpload().toBytes()));
      }
      ConceptFolders inside =
          new ConceptFolders(zip.files().stream().map(ZipEntry::getName).toList());
      for (ZipEntry entry : zip.files()) {
        String shown = shownZip + " › " + FileName.shown(entry.getName());
        takeEntry(shown, zip, entry, inside);
      }
    }
  }

  private void takeEntry(String shown, ZipUpload zip, ZipEntry entry, ConceptFolders inside) {
    try {
      byte[] bytes = zip.read(entry, limits.maxFile().toBytes());
      if (startsLikeZip(bytes)) {
        throw new FileRefused("It is a zip file in a zip file: upload it by itself.");
      }
      takeInFolder(entry.getName(), shown, inside, bytes);
    } catch (FileRefused e) {
      refuse(shown, e.getMessage());
    }
  }

  private void takeOne(Given given, byte[] bytes) {
    try {
      String name = FileName.checked(given.name());
      if (CaptionFile.is(name)) {
        captions.add(new NamedText(given, FileName.stem(name), CaptionFile.read(bytes)));
      } else {
        stored.add(new NamedPicture(given, shelf.store(name, bytes)));
      }
    } catch (FileRefused | PictureRefused e) {
      refuse(given.shown(), e.getMessage());
    }
  }

  private void takeMask(Given given, byte[] bytes) {
    try {
      String stem = FileName.stem(FileName.checked(given.name()));
      masks.add(new NamedMask(given, stem, shelf.masks().store(bytes)));
    } catch (FileRefused | PictureRefused e) {
      refuse(given.shown(), e.getMessage());
    }
  }

  /** Adds what was taken; to be called in a transaction. */
  UploadReport finish() {
    shelf.lock();
    stored.forEach(this::add);
    Map<String, List<Picture>> byStem =
        captions.isEmpty() && masks.isEmpty() ? Map.of() : shelf.byStem();
    caption(byStem);
    mask(byStem);
    return new UploadReport(List.copyOf(accepted.values()), refused);
  }

  private void add(NamedPicture named) {
    try {
      Picture picture = shelf.add(named.picture(), named.given().folder());
      accepted.put(picture.id(), picture);
    } catch (FileRefused e) {
      refuse(named.given().shown(), e.getMessage());
    }
  }

  private void caption(Map<String, List<Picture>> byStem) {
    for (NamedText caption : captions) {
      try {
        give(caption, besides(caption.given(), caption.stem(), byStem));
      } catch (FileRefused | CaptionRefused e) {
        refuse(caption.given().shown(), e.getMessage());
      }
    }
  }

  /**
   * A text or a mask belongs to the pictures of its name in its concept, or, where that has none,
   * to the only one of its name: concepts are renamed, and pictures moved.
   */
  private List<Picture> besides(Given given, String stem, Map<String, List<Picture>> byStem) {
    List<Picture> named = byStem.getOrDefault(stem, List.of());
    Optional<ConceptId> concept = shelf.conceptOf(given.folder());
    List<Picture> own =
        named.stream()
            .filter(picture -> concept.filter(picture.concept()::equals).isPresent())
            .toList();
    if (own.isEmpty() && named.size() > 1) {
      throw new FileRefused(
          "Several pictures of other concepts are named '%s', and none of its own: choose the concept that it belongs to."
              .formatted(stem));
    }
    return own.isEmpty() ? named : own;
  }

  private void give(NamedText caption, List<Picture> pictures) {
    if (pictures.isEmpty()) {
      throw new FileRefused(
          "There is no picture named '%s' that it could belong to: upload the picture too."
              .formatted(caption.stem()));
    }
    for (Picture picture : pictures) {
      if (!captioned.add(picture.id())) {
        throw new FileRefused(
            "Another file of this upload is the caption of picture '%s' already: keep one of the two."
                .formatted(picture.original().name()));
      }
      shelf
          .caption(picture, caption.text())
          .ifPresent(captioned -> accepted.put(captioned.id(), captioned));
    }
  }

  private void mask(Map<String, List<Picture>> byStem) {
    for (NamedMask mask : masks) {
      try {
        Picture picture = only(mask.stem(), besides(mask.given(), mask.stem(), byStem));
        // why: read again, since it may have got a caption, or a mask, in this very upload
        Picture present = accepted.getOrDefault(picture.id(), picture);
        accepted.put(picture.id(), shelf.masks().give(present, mask.mask()));
      } catch (FileRefused e) {
        shelf.masks().discard(mask.mask());
        refuse(mask.given().shown(), e.getMessage());
      }
    }
  }

  private static Picture only(String stem, List<Picture> pictures) {
    if (pictures.size() != 1) {
      throw new FileRefused(
          pictures.isEmpty()
              ? "There is no picture named '%s' that it could be the mask of: upload the picture too, or give the folder another name if these are no masks."
                  .formatted(stem)
              : "Several pictures are named '%s', so that nobody knows whose mask it is: give them names of their own."
                  .formatted(stem));
    }
    return pictures.get(0);
  }

  private void refuse(String name, @Nullable String reason) {
    refused.add(new RefusedFile(name, String.valueOf(reason)));
  }
}
