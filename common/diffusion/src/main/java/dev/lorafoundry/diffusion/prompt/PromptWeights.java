package dev.lorafoundry.diffusion.prompt;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weights as the webui's users write them: {@code (x)} times 1.1, {@code [x]} divided by 1.1,
 * {@code (x:1.3)} times 1.3; a backslash takes a bracket's meaning away. Brackets that are left
 * open count as closed at the end.
 */
public final class PromptWeights {
  /** Text that stands for a break between chunks, with {@link Dialect#WEBUI}. */
  public static final String BREAK = "BREAK";

  private static final double STEP = 1.1;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\[()\\[\\]\\\\]|\\\\|\\(|\\[|:([+-]?[.\\d]+)\\)|\\)|\\]|[^\\\\()\\[\\]:]+|:",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
  private static final Pattern BREAKS =
      Pattern.compile("\\s*\\bBREAK\\b\\s*", Pattern.UNICODE_CHARACTER_CLASS);

  /** Whose reading of a prompt. */
  public enum Dialect {
    /** The word BREAK is a piece of its own, of weight -1 times that of its surroundings. */
    WEBUI,
    /**
     * BREAK is a word like any other. A weight that is no number is text, for captions are put
     * together anew at each step and none may end a training: the reference fails there.
     */
    SD_SCRIPTS
  }

  private final Dialect dialect;
  private final List<Piece> pieces = new ArrayList<>();
  private final Deque<Integer> round = new ArrayDeque<>();
  private final Deque<Integer> square = new ArrayDeque<>();

  private PromptWeights(Dialect dialect) {
    this.dialect = dialect;
  }

  private static final class Piece {
    private final String text;
    private double weight;

    Piece(String text, double weight) {
      this.text = text;
      this.weight = weight;
    }
  }

  /**
   * The prompt's pieces in order; neighbours of one weight are one piece, and there is at least
   * one.
   *
   * @throws InvalidPrompt if a weight is no number, with {@link Dialect#WEBUI}
   */
  public static List<WeightedText> parse(String prompt, Dialect dialect) {
    PromptWeights parser = new PromptWeights(dialect);
    Matcher tokens = TOKEN.matcher(prompt);
    while (tokens.find()) {
      parser.accept(tokens.group(), tokens.group(1));
    }
    parser.round.forEach(from -> parser.multiply(from, STEP));
    parser.square.forEach(from -> parser.multiply(from, 1 / STEP));
    return parser.result();
  }

  private void accept(String token, @Nullable String number) {
    if (token.startsWith("\\")) {
      pieces.add(new Piece(token.substring(1), 1));
    } else if (token.equals("(")) {
      round.push(pieces.size());
    } else if (token.equals("[")) {
      square.push(pieces.size());
    } else if (number != null && !round.isEmpty()) {
      weigh(number);
    } else if (token.equals(")") && !round.isEmpty()) {
      multiply(round.pop(), STEP);
    } else if (token.equals("]") && !square.isEmpty()) {
      multiply(square.pop(), 1 / STEP);
    } else {
      text(token);
    }
  }

  private void text(String token) {
    if (dialect == Dialect.SD_SCRIPTS) {
      pieces.add(new Piece(token, 1));
      return;
    }
    String[] parts = BREAKS.split(token, -1);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        pieces.add(new Piece(BREAK, -1));
      }
      pieces.add(new Piece(parts[i], 1));
    }
  }

  private void weigh(String given) {
    String number = Normalizer.normalize(given, Normalizer.Form.NFKC);
    if (NUMBER.matcher(number).matches()) {
      multiply(round.pop(), Double.parseDouble(number));
    } else if (dialect == Dialect.SD_SCRIPTS) {
      text(":" + given);
      multiply(round.pop(), STEP);
    } else {
      throw new InvalidPrompt(
          "'" + given + "' is not a weight: write (words:1.2), or \\( and \\) for plain brackets.");
    }
  }

  private void multiply(int from, double factor) {
    pieces.subList(from, pieces.size()).forEach(piece -> piece.weight *= factor);
  }

  private List<WeightedText> result() {
    List<WeightedText> merged = new ArrayList<>();
    for (Piece piece : pieces) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).weight() == piece.weight) {
        merged.set(last, new WeightedText(merged.get(last).text() + piece.text, piece.weight));
      } else {
        merged.add(new WeightedText(piece.text, piece.weight));
      }
    }
    return merged.isEmpty() ? List.of(new WeightedText("", 1)) : merged;
  }
}
