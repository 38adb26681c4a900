package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All captions of a version at one moment.
 *
 * @param pictures by index
 */
public record CaptionSheet(List<Picture> pictures) {
  public CaptionSheet {
    pictures = List.copyOf(pictures);
  }

  /** Another number as soon as a caption is changed, or a picture added or removed. */
  public long edition() {
    String all =
        pictures.stream()
            .map(picture -> picture.id() + " " + picture.caption().edition())
            .collect(Collectors.joining("\n"));
    return ByteBuffer.wrap(DigestUtils.sha256(all)).getLong();
  }

  public TagCounts tags() {
    return TagCounts.of(pictures.stream().map(Picture::caption).toList());
  }

  /** Pictures whose captions say nothing. */
  public int uncaptioned() {
    return (int) pictures.stream().filter(each -> each.caption().text().isBlank()).count();
  }

  /**
   * Some of the pictures, as they are named.
   *
   * @throws PictureNotFound if one of them is not here
   */
  List<Picture> chosen(Collection<PictureId> chosen) {
    Map<PictureId, Picture> known =
        pictures.stream().collect(Collectors.toMap(Picture::id, Function.identity()));
    return chosen.stream().distinct().map(id -> known(known, id)).toList();
  }

  private static Picture known(Map<PictureId, Picture> known, PictureId id) {
    Picture picture = known.get(id);
    if (picture == null) {
      throw PictureNotFound.original(id);
    }
    return picture;
  }
}
