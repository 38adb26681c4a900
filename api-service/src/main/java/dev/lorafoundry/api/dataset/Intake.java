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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/** One upload: pictures are put on the shelf at once, captions when all pictures are there. */
final class Intake {
  private static final String CAPTION = "txt";
  private static final byte[] ZIP = {'P', 'K'};

  private final PictureShelf shelf;
  private final DatasetSettings limits;
  private final Map<PictureId, Picture> accepted = new LinkedHashMap<>();
  private final List<NamedText> captions = new ArrayList<>();
  private final List<RefusedFile> refused = new ArrayList<>();
  private long total;

  private record NamedText(String shownName, String stem, String text) {}

  Intake(PictureShelf shelf, DatasetSettings limits) {
    this.shelf = shelf;
    this.limits = limits;
  }

  void take(UploadedFile file) throws IOException {
    total += file.bytes();
    if (total > limits.maxUpload().toBytes()) {
      refuse(
          FileName.shown(file.name()),
          "The upload has more than %,d bytes with it, which is the most allowed at a time: send it again by itself."
              .formatted(limits.maxUpload().toBytes()));
    } else {
      takeWithin(file);
    }
  }

  private void takeWithin(UploadedFile file) throws IOException {
    if (isZip(file)) {
      takeZip(file);
      return;
    }
    String shown = FileName.shown(file.name());
    if (file.bytes() > limits.maxFile().toBytes()) {
      refuse(
          shown,
          "The file has %,d bytes; at most %,d are allowed."
              .formatted(file.bytes(), limits.maxFile().toBytes()));
      return;
    }
    try (InputStream in = file.source().open()) {
      takeOne(shown, file.name(), in.readAllBytes());
    }
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
      for (ZipEntry entry : zip.files()) {
        takeEntry(shownZip + " › " + FileName.shown(entry.getName()), zip, entry);
      }
    }
  }

  private void takeEntry(String shown, ZipUpload zip, ZipEntry entry) {
    try {
      byte[] bytes = zip.read(entry, limits.maxFile().toBytes());
      if (startsLikeZip(bytes)) {
        throw new FileRefused("It is a zip file in a zip file: upload it by itself.");
      }
      takeOne(shown, entry.getName(), bytes);
    } catch (FileRefused e) {
      refuse(shown, e.getMessage());
    }
  }

  private void takeOne(String shown, String givenName, byte[] bytes) {
    try {
      String name = FileName.checked(givenName);
      if (FileName.extension(name).equals(CAPTION)) {
        captions.add(new NamedText(shown, FileName.stem(name), CaptionFile.read(bytes)));
      } else {
        Picture picture = shelf.add(name, bytes);
        accepted.put(picture.id(), picture);
      }
    } catch (FileRefused | PictureRefused e) {
      refuse(shown, e.getMessage());
    }
  }

  UploadReport finish() {
    Map<String, List<Picture>> byStem = captions.isEmpty() ? Map.of() : shelf.byStem();
    for (NamedText caption : captions) {
      try {
        give(caption, byStem.getOrDefault(caption.stem(), List.of()));
      } catch (FileRefused | CaptionRefused e) {
        refuse(caption.shownName(), e.getMessage());
      }
    }
    return new UploadReport(List.copyOf(accepted.values()), refused);
  }

  private void give(NamedText caption, List<Picture> pictures) {
    if (pictures.isEmpty()) {
      throw new FileRefused(
          "There is no picture named '%s' that it could belong to: upload the picture too."
              .formatted(caption.stem()));
    }
    for (Picture picture : pictures) {
      shelf
          .caption(picture, caption.text())
          .ifPresent(captioned -> accepted.put(captioned.id(), captioned));
    }
  }

  private void refuse(String name, @org.jspecify.annotations.Nullable String reason) {
    refused.add(new RefusedFile(name, String.valueOf(reason)));
  }
}
