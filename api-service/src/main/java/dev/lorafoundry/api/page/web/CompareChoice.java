package dev.lorafoundry.api.page.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.api.checkpoint.CheckpointOrder;
import dev.lorafoundry.api.preview.Look;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What somebody wants to see of a version's checkpoints, as the address of the page says it: {@code
 * ?where=rank:8&hide=weight:0.5&sort=loss&page=1}. Values stand there by their {@linkplain #key
 * keys}.
 *
 * @param page from 0
 * @param pictured whether checkpoints without pictures are left out
 * @param where values that jobs have to have, by what they are of
 * @param hidden values of pictures that are not shown, by the part of the look
 * @param only the one value of pictures that is shown, by the part of the look
 */
record CompareChoice(
    int page,
    CheckpointOrder order,
    boolean starred,
    boolean pictured,
    Map<String, String> where,
    Map<String, Set<String>> hidden,
    Map<String, String> only) {
  private static final Pattern PLAIN = Pattern.compile("[\\w.+-]{1,80}");
  private static final String NOTHING = "~";

  CompareChoice {
    where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    only = Collections.unmodifiableMap(new LinkedHashMap<>(only));
  }

  /** What an address asks for; what it says nothing of is not chosen by. */
  static CompareChoice of(MultiValueMap<String, String> address) {
    Map<String, Set<String>> hidden = new LinkedHashMap<>();
    pairs(address, "hide")
        .forEach(
            pair ->
                hidden
                    .computeIfAbsent(pair.of(), unknown -> new LinkedHashSet<>())
                    .add(pair.key()));
    return new CompareChoice(
        page(address.getFirst("page")),
        order(address.getFirst("sort")),
        address.containsKey("starred"),
        address.containsKey("pictured"),
        last(pairs(address, "where")),
        hidden,
        last(pairs(address, "only")));
  }

  /** A value in an address: itself where it is short and plain, else a digest of it. */
  static String key(String value) {
    if (value.isEmpty()) {
      return NOTHING;
    }
    String plain = value.replace(" × ", "x");
    return PLAIN.matcher(plain).matches()
        ? plain
        : UUID.nameUUIDFromBytes(value.getBytes(UTF_8)).toString();
  }

  private record Pair(String of, String key) {}

  private static List<Pair> pairs(MultiValueMap<String, String> address, String name) {
    return address.getOrDefault(name, List.of()).stream()
        .filter(written -> written.indexOf(':') > 0)
        .map(written -> written.split(":", 2))
        .map(parts -> new Pair(parts[0], parts[1]))
        .toList();
  }

  private static Map<String, String> last(List<Pair> pairs) {
    Map<String, String> last = new LinkedHashMap<>();
    pairs.forEach(pair -> last.put(pair.of(), pair.key()));
    return last;
  }

  /** why: links may be older than what there is now, and lead to the page all the same */
  private static int page(@Nullable String written) {
    return written != null && written.matches("\\d{1,7}") ? Integer.parseInt(written) : 0;
  }

  private static CheckpointOrder order(@Nullable String written) {
    return Arrays.stream(CheckpointOrder.values())
        .filter(order -> name(order).equals(written))
        .findFirst()
        .orElse(CheckpointOrder.JOB);
  }

  private static String name(CheckpointOrder order) {
    return order.name().toLowerCase(Locale.ROOT);
  }

  /** The order's name in addresses. */
  public String sort() {
    return name(order);
  }

  /** Whether anything may be left out for it. */
  public boolean any() {
    return starred || !where.isEmpty() || ofPictures();
  }

  /** Whether checkpoints are left out that have no picture that is shown. */
  boolean ofPictures() {
    return pictured || !hidden.isEmpty() || !only.isEmpty();
  }

  /** Whether a job is wanted that has these values. */
  boolean admits(Map<String, String> values) {
    return where.entrySet().stream()
        .allMatch(each -> each.getValue().equals(key(values.getOrDefault(each.getKey(), ""))));
  }

  /** Whether pictures of this look are shown. */
  boolean shows(Look look) {
    return Arrays.stream(LookPart.values())
        .filter(part -> hidden.containsKey(part.id()) || only.containsKey(part.id()))
        .allMatch(part -> shows(part, key(part.of(look))));
  }

  private boolean shows(LookPart part, String key) {
    return !isHidden(part, key) && only.getOrDefault(part.id(), key).equals(key);
  }

  boolean isHidden(LookPart part, String key) {
    return hidden.getOrDefault(part.id(), Set.of()).contains(key);
  }

  /** An address with the same choice and another page. */
  public String address(int page) {
    List<String> parts = new ArrayList<>();
    if (order != CheckpointOrder.JOB) {
      parts.add("sort=" + sort());
    }
    if (starred) {
      parts.add("starred=true");
    }
    if (pictured) {
      parts.add("pictured=true");
    }
    where.forEach((of, key) -> parts.add(written("where", of, key)));
    hidden.forEach((of, keys) -> keys.forEach(key -> parts.add(written("hide", of, key))));
    only.forEach((of, key) -> parts.add(written("only", of, key)));
    if (page > 0) {
      parts.add("page=" + page);
    }
    return "?" + String.join("&", parts);
  }

  private static String written(String name, String of, String key) {
    return name + "=" + URLEncoder.encode(of + ":" + key, UTF_8);
  }
}
