package dev.lorafoundry.objectstore;

import java.util.regex.Pattern;

/**
 * Where an object lies in its bucket: segments parted by {@code /}. ASCII letters, digits and
 * {@code . _ - + = @ ( ) ,} only, so that every server and file system takes it as it is.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  private static final int LONGEST_KEY = 512;
  private static final int LONGEST_SEGMENT = 200;
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._+=@(),-]+");

  public ObjectKey {
    if (value.isEmpty() || value.length() > LONGEST_KEY) {
      throw refused(value, "it must have 1 to " + LONGEST_KEY + " characters");
    }
    for (String segment : value.split("/", -1)) {
      requireSegment(value, segment);
    }
  }

  /** A key from segments, each of which may hold several parted by {@code /}. */
  public static ObjectKey of(String first, String... more) {
    return new ObjectKey(more.length == 0 ? first : first + "/" + String.join("/", more));
  }

  /** The last segment: the object's file name. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** A key below this one. */
  public ObjectKey child(String segment) {
    return new ObjectKey(value + "/" + segment);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static void requireSegment(String key, String segment) {
    if (segment.isEmpty()) {
      throw refused(key, "it must not start or end with '/' nor hold '//'");
    }
    if (segment.chars().allMatch(c -> c == '.')) {
      throw refused(key, "a segment must not be '" + segment + "'");
    }
    if (segment.length() > LONGEST_SEGMENT || !SEGMENT.matcher(segment).matches()) {
      throw refused(
          key,
          "a segment has 1 to "
              + LONGEST_SEGMENT
              + " of the characters A-Z a-z 0-9 . _ + = @ ( ) , - but one is '"
              + segment
              + "'");
    }
  }

  private static IllegalArgumentException refused(String key, String why) {
    return new IllegalArgumentException("object key '" + key + "' is not allowed: " + why);
  }
}
