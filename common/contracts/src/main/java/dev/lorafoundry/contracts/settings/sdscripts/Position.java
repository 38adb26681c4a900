package dev.lorafoundry.contracts.settings.sdscripts;

/** A place in a text; line and column count from 1. */
record Position(int line, int column) {
  static final Position FIRST = new Position(1, 1);

  /** This place, moved over a part of a text. */
  Position after(String text, int from, int to) {
    int atLine = line;
    int atColumn = column;
    for (int i = from; i < to; i++) {
      boolean ends = text.charAt(i) == '\n';
      atLine += ends ? 1 : 0;
      atColumn = ends ? 1 : atColumn + 1;
    }
    return new Position(atLine, atColumn);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
