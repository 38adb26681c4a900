package dev.lorafoundry.api.dataset.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.api.dataset.ChangeConcepts;
import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.ConceptRefused;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.rest.Edition;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Concepts of a version over REST. */
@Tag(name = "Concepts")
@RestController
@RequestMapping("/api/v1")
final class ConceptController {
  private final Dataset dataset;
  private final Concepts concepts;
  private final ChangeConcepts changes;

  ConceptController(Dataset dataset, Concepts concepts, ChangeConcepts changes) {
    this.dataset = dataset;
    this.concepts = concepts;
    this.changes = changes;
  }

  /**
   * What a concept is to be.
   *
   * @param repeats how often an epoch shows each picture; -1: 512 / pictures, at least 4; absent:
   *     as the preparation settings say
   * @param classTokens caption of pictures that have none; absent: the name; empty: the project's
   *     name, but of regularisation pictures none
   * @param regularisation whether the pictures show what the model knows already and is to keep
   */
  record ConceptTerms(
      @Schema(
              description = "1 to 100 characters; no control characters, no '/', '\\' or '..'",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String name,
      @Nullable Integer repeats,
      @Nullable String classTokens,
      @Nullable Boolean regularisation) {
    Concept.Terms terms() {
      String given = name == null ? "" : name;
      return new Concept.Terms(
          given,
          repeats,
          classTokens == null ? given : classTokens,
          Boolean.TRUE.equals(regularisation));
    }
  }

  /**
   * What a concept is to be as a whole.
   *
   * @param repeats how often an epoch shows each picture; -1: 512 / pictures, at least 4; absent:
   *     as the preparation settings say
   * @param classTokens caption of pictures that have none; empty: the project's name, but of
   *     regularisation pictures none
   * @param regularisation whether the pictures show what the model knows already and is to keep
   */
  record ConceptReplacement(
      @Schema(
              description = "1 to 100 characters; no control characters, no '/', '\\' or '..'",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String name,
      @Nullable Integer repeats,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String classTokens,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Boolean regularisation) {
    /**
     * @throws InvalidSettings with each field that is missing
     */
    Concept.Terms terms() {
      if (name == null || classTokens == null || regularisation == null) {
        throw new InvalidSettings(missing());
      }
      return new Concept.Terms(name, repeats, classTokens, regularisation);
    }

    private List<SettingProblem> missing() {
      return Stream.of(
              missing("name", name),
              missing("classTokens", classTokens),
              missing("regularisation", regularisation))
          .flatMap(Optional::stream)
          .toList();
    }

    private static Optional<SettingProblem> missing(String field, @Nullable Object given) {
      String message =
          "%s is missing: a concept is replaced as a whole, so give what is to stay as well."
              .formatted(field);
      return given == null ? Optional.of(new SettingProblem(field, "", message)) : Optional.empty();
    }
  }

  /**
   * A concept, as REST tells it.
   *
   * @param repeats how often an epoch shows each picture; -1: 512 / pictures, at least 4; absent:
   *     as the preparation settings say
   * @param classTokens caption of pictures that have none; empty: the project's name, but of
   *     regularisation pictures none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConceptAnswer(
      UUID id, String name, @Nullable Integer repeats, String classTokens, boolean regularisation) {
    static ConceptAnswer of(Concept concept) {
      Concept.Terms terms = concept.terms();
      return new ConceptAnswer(
          concept.id().value(),
          terms.name(),
          terms.repeats(),
          terms.classTokens(),
          terms.regularisation());
    }
  }

  /** Pictures that are to belong to a concept. */
  record MovedPictures(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable List<@Nullable UUID> pictures) {
    List<PictureId> ids() {
      if (pictures == null || pictures.contains(null)) {
        throw new ConceptRefused(
            "pictures '%s' is not allowed: give a list of ids of pictures.".formatted(pictures));
      }
      return pictures.stream().map(PictureId::new).toList();
    }
  }

  @Operation(summary = "List the concepts of a version, the first one first")
  @GetMapping("/versions/{version}/concepts")
  List<ConceptAnswer> list(@PathVariable UUID version) {
    return concepts.all(dataset.version(version)).stream().map(ConceptAnswer::of).toList();
  }

  @Operation(
      summary = "Make a concept: pictures that are trained under the same words",
      description =
          "Of regularisation pictures an epoch shows as many in all as of the others, as sd-scripts"
              + " does; how much they count is said by priorLossWeight.")
  @PostMapping("/versions/{version}/concepts")
  ResponseEntity<ConceptAnswer> add(@PathVariable UUID version, @RequestBody ConceptTerms request) {
    Concept concept = changes.add(dataset.version(version), request.terms());
    return ResponseEntity.created(URI.create("/api/v1/concepts/" + concept.id()))
        .eTag(edition(concept).etag())
        .body(ConceptAnswer.of(concept));
  }

  @Operation(summary = "Show a concept; its ETag names its state")
  @GetMapping("/concepts/{id}")
  ResponseEntity<ConceptAnswer> show(@PathVariable UUID id) {
    return answer(dataset.concept(id));
  }

  @Operation(
      summary = "Replace what a concept says of its pictures",
      description =
          "As a whole: what is to stay is given as well. Without repeats those of the preparation"
              + " hold. With If-Match nothing changes if somebody else changed it in the meantime.")
  @PutMapping("/concepts/{id}")
  ResponseEntity<ConceptAnswer> change(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ConceptReplacement request) {
    Concept seen = dataset.concept(id);
    edition(seen).requireMatch(ifMatch);
    return answer(changes.change(seen, request.terms()).orElseThrow(Edition::changedMeanwhile));
  }

  private static ResponseEntity<ConceptAnswer> answer(Concept concept) {
    return ResponseEntity.ok().eTag(edition(concept).etag()).body(ConceptAnswer.of(concept));
  }

  /** A concept is nothing but what it says: who sets it back to that has changed nothing. */
  private static Edition edition(Concept concept) {
    Concept.Terms terms = concept.terms();
    // why: neither name nor class tokens have line breaks
    String said =
        "%s\n%s\n%s\n%s"
            .formatted(terms.name(), terms.repeats(), terms.classTokens(), terms.regularisation());
    return new Edition(ByteBuffer.wrap(DigestUtils.sha256(said)).getLong());
  }

  @Operation(
      summary = "Delete a concept without pictures",
      description = "The first concept of a version stays.")
  @DeleteMapping("/concepts/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    changes.remove(new ConceptId(id));
  }

  @Operation(summary = "Move pictures of the same version into a concept")
  @PutMapping("/concepts/{id}/pictures")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void move(@PathVariable UUID id, @RequestBody MovedPictures request) {
    changes.move(new ConceptId(id), request.ids());
  }
}
