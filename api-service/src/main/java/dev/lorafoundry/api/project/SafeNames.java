package dev.lorafoundry.api.project;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of files in one folder that every file system takes, each once. */
public final class SafeNames {
  private static final int LONGEST = 100;
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]");
  private static final Pattern AROUND = Pattern.compile("^[\\s.]+|[\\s.]+$");
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private final Set<String> taken = new HashSet<>();
  private final int longest;

  public SafeNames() {
    this(LONGEST);
  }

  /**
   * @param longest characters of a name without its extension
   */
  public SafeNames(int longest) {
    this.longest = longest;
  }

  /** The text as a part of a name; may be empty. */
  public static String part(String text) {
    return part(text, LONGEST);
  }

  private static String part(String text, int longest) {
    String safe = UNSAFE.matcher(text).replaceAll("_");
    int end = safe.offsetByCodePoints(0, Math.min(longest, safe.codePointCount(0, safe.length())));
    return AROUND.matcher(safe.substring(0, end)).replaceAll("");
  }

  /** A name without extension, as near to the wanted one as there is. */
  public String free(String wanted) {
    String part = part(wanted, longest);
    String base = part.isEmpty() || DEVICE.matcher(part).matches() ? "_" + part : part;
    String name = base;
    for (int i = 2; !taken.add(Names.key(name)); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}
