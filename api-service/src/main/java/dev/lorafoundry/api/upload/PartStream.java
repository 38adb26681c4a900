package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The parts of a file as one stream; no more than one of them is open at a time. */
final class PartStream extends InputStream {
  private final ObjectStore store;
  private final Iterator<Part> rest;
  private InputStream present = InputStream.nullInputStream();

  PartStream(ObjectStore store, List<Part> parts) {
    this.store = store;
    this.rest = parts.iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = present.read(into, offset, length);
    while (read < 0 && rest.hasNext()) {
      present.close();
      present = store.open(new ObjectKey(rest.next().key()));
      read = present.read(into, offset, length);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    present.close();
  }
}
