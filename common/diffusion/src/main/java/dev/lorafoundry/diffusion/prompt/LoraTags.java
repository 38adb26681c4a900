package dev.lorafoundry.diffusion.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt without its {@code <lora:name:weight>} tags: a preview shows one checkpoint and no
 * other.
 *
 * @param prompt what is left
 * @param removed the tags, as written
 */
public record LoraTags(String prompt, List<String> removed) {
  private static final Pattern TAG = Pattern.compile("<(lora|lyco|hypernet):[^>]*>");

  public LoraTags {
    removed = List.copyOf(removed);
  }

  /**
   * Takes the tags out and nothing else: as in the webui commas stay, which the text encoder sees.
   */
  public static LoraTags removedFrom(String prompt) {
    List<String> removed = new ArrayList<>();
    Matcher tags = TAG.matcher(prompt);
    while (tags.find()) {
      removed.add(tags.group());
    }
    return new LoraTags(tags.replaceAll(""), removed);
  }
}
