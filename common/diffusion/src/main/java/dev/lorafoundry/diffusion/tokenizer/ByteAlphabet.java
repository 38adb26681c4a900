package dev.lorafoundry.diffusion.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A visible character for every byte, so that any text is made of known symbols (Radford et al.,
 * Language Models are Unsupervised Multitask Learners, 2019): printable Latin-1 stands for itself,
 * the other bytes get the characters from U+0100 on.
 */
final class ByteAlphabet {
  private static final int BYTES = 256;
  private static final List<Character> SYMBOLS = symbols();

  private ByteAlphabet() {}

  static char symbol(int unsignedByte) {
    return SYMBOLS.get(unsignedByte);
  }

  /** All symbols in the order of the vocabulary: those of printable bytes first. */
  static List<String> inVocabularyOrder() {
    List<String> ordered = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      for (int b = 0; b < BYTES; b++) {
        if (printable(b) == (pass == 0)) {
          ordered.add(Character.toString(symbol(b)));
        }
      }
    }
    return ordered;
  }

  private static List<Character> symbols() {
    List<Character> symbols = new ArrayList<>();
    char next = BYTES;
    for (int b = 0; b < BYTES; b++) {
      symbols.add(printable(b) ? (char) b : next++);
    }
    return List.copyOf(symbols);
  }

  private static boolean printable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || (b >= 0xae && b <= 0xff);
  }
}
