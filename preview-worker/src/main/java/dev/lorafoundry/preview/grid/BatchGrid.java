package dev.lorafoundry.preview.grid;

/** Rows and columns of the pictures inside one cell. */
record BatchGrid(int rows, int columns) {
  /** As near to a square as divides the number of pictures, wider than high, as the webui does. */
  static BatchGrid of(int pictures) {
    int rows = (int) Math.sqrt(pictures);
    while (pictures % rows != 0) {
      rows--;
    }
    return new BatchGrid(rows, pictures / rows);
  }
}
