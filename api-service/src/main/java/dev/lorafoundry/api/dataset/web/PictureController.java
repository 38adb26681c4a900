package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.AddPictures;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.RemovePicture;
import dev.lorafoundry.api.dataset.SentFolders;
import dev.lorafoundry.api.dataset.UploadedFile;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pictures of a version over REST. */
@Tag(name = "Pictures")
@RestController
@RequestMapping("/api/v1")
final class PictureController {
  private static final int MOST_REMOVED = 1_000;

  private final Dataset dataset;
  private final Pictures pictures;
  private final AddPictures addition;
  private final RemovePicture removal;

  PictureController(
      Dataset dataset, Pictures pictures, AddPictures addition, RemovePicture removal) {
    this.dataset = dataset;
    this.pictures = pictures;
    this.addition = addition;
    this.removal = removal;
  }

  @Operation(
      summary = "Upload pictures, captions and zip files of both",
      description =
          "PNG, JPEG, BMP, WebP and GIF (its first frame). A text file becomes the caption of the"
              + " pictures with its name; its first line counts. A zip's folders that are named as"
              + " sd-scripts wants them, such as '10_sks cat' (repeats, then class tokens), become"
              + " concepts, for regularisation where they lie in a folder 'reg'; of one name, but"
              + " in different folders, they become different ones. All else goes into the concept"
              + " that is named, or the first one. A file whose name is a path, such as 'train/10_sks"
              + " cat/1.png', is treated as in a zip, masks in a folder 'masks' too; who sends a"
              + " folder in several requests names in 'folders' those of its folders that have"
              + " pictures and may be called the same, a line each. What can't be used is reported by"
              + " name and reason, the rest is kept.")
  @PostMapping(
      value = "/versions/{version}/pictures",
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  UploadAnswer upload(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable UUID concept,
      @RequestPart List<MultipartFile> files,
      @RequestParam(required = false) @Nullable String folders)
      throws IOException {
    VersionId id = dataset.version(version);
    List<UploadedFile> uploads = files.stream().map(PictureController::upload).toList();
    ConceptId into = concept == null ? ConceptId.first(id) : new ConceptId(concept);
    return UploadAnswer.of(
        addition.add(id, into, uploads, SentFolders.of(folders)), dataset.form(id));
  }

  private static UploadedFile upload(MultipartFile file) {
    return new UploadedFile(
        String.valueOf(file.getOriginalFilename()), file.getSize(), file::getInputStream);
  }

  @Operation(summary = "List the pictures of a version, by index")
  @GetMapping("/versions/{version}/pictures")
  Page<PictureAnswer> list(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    VersionId id = dataset.version(version);
    Paging paging = Paging.of(page, size);
    PictureForm wanted = dataset.form(id);
    return Page.of(pictures.list(id, paging.offset(), paging.size()), paging, pictures.count(id))
        .map(picture -> PictureAnswer.of(picture, wanted));
  }

  /**
   * Asks for pictures to be deleted.
   *
   * @param pictures their ids
   */
  record Removal(@Nullable List<@Nullable UUID> pictures) {}

  @Operation(
      summary = "Delete several pictures with their captions and training pictures",
      description = "All of them or none; at most 1,000 at a time.")
  @PostMapping("/versions/{version}/pictures/removals")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteAll(@PathVariable UUID version, @RequestBody Removal request) {
    List<@Nullable UUID> given = request.pictures() == null ? List.of() : request.pictures();
    if (given.isEmpty() || given.size() > MOST_REMOVED || given.contains(null)) {
      throw RequestRefused.badRequest(
          String.format(
              Locale.ROOT,
              "pictures has %,d ids: give those of 1 to %,d pictures, none of them null.",
              given.size(),
              MOST_REMOVED));
    }
    removal.removeAll(
        dataset.version(version),
        given.stream().filter(Objects::nonNull).map(PictureId::new).toList());
  }

  @Operation(summary = "Delete a picture with its caption and its training pictures")
  @DeleteMapping("/pictures/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    removal.remove(new PictureId(id));
  }
}
