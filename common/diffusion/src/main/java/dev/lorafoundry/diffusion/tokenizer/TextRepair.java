package dev.lorafoundry.diffusion.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings text to the form that CLIP's vocabulary was made of: wrongly decoded UTF-8 mended,
 * entities resolved, ligatures, full-width letters and curly quotes made plain, NFC, lower case,
 * single spaces.
 */
final class TextRepair {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\ufeff]");
  private static final Pattern WIDE_OR_LIGATURE =
      Pattern.compile("[\\u3000\\uff01-\\uff5e\\ufb00-\\ufb06\\u0132\\u0133\\u01c4-\\u01cc]+");
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,6});");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

  private TextRepair() {}

  static String repaired(String text) {
    String plain = CONTROLS.matcher(mended(text)).replaceAll("");
    plain = unescaped(unescaped(plain)).replaceAll("[\u2018\u2019\u201a\u201b]", "'");
    plain = plain.replaceAll("[\u201c\u201d\u201e\u201f]", "\"");
    plain = folded(plain);
    plain = Normalizer.normalize(plain, Normalizer.Form.NFC);
    return SPACES.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  /** UTF-8 that was read as Windows-1252; text that was not is no valid UTF-8 when written back. */
  private static String mended(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    try {
      ByteBuffer bytes = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(text));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  private static String unescaped(String text) {
    return ENTITY.matcher(text).replaceAll(TextRepair::entity);
  }

  private static String entity(MatchResult match) {
    String name = match.group(1);
    if (!name.startsWith("#")) {
      return Matcher.quoteReplacement(ENTITIES.getOrDefault(name, match.group()));
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
    return Matcher.quoteReplacement(
        Character.isValidCodePoint(code) ? Character.toString(code) : match.group());
  }

  private static String folded(String text) {
    return WIDE_OR_LIGATURE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    Normalizer.normalize(match.group(), Normalizer.Form.NFKC)));
  }
}
