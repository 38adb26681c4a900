package dev.lorafoundry.diffusion.safetensors;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;

/**
 * A safetensors file that comes into being while it is read: each tensor is fetched when its turn
 * comes, and only one is in memory. Its bytes are those that {@link SafetensorsWriter} writes.
 */
public final class SafetensorsStream {
  private final Layout layout;

  private SafetensorsStream(Layout layout) {
    this.layout = layout;
  }

  public static SafetensorsStream of(
      Map<String, ? extends FileTensor> tensors, Map<String, String> metadata) {
    return new SafetensorsStream(Layout.of(tensors, metadata));
  }

  /** Bytes of the whole file. */
  public long size() {
    return layout.size();
  }

  /** The file from its beginning. */
  public InputStream open() {
    return new Content(layout.header().duplicate(), layout.tensors().iterator());
  }

  private static final class Content extends InputStream {
    private final Iterator<FileTensor> tensors;
    private ByteBuffer current;

    private Content(ByteBuffer header, Iterator<FileTensor> tensors) {
      this.current = header;
      this.tensors = tensors;
    }

    @Override
    public int read() {
      return hasMore() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) {
      if (count == 0) {
        return 0;
      }
      if (!hasMore()) {
        return -1;
      }
      int taken = Math.min(count, current.remaining());
      current.get(target, from, taken);
      return taken;
    }

    private boolean hasMore() {
      while (!current.hasRemaining()) {
        if (!tensors.hasNext()) {
          return false;
        }
        current = tensors.next().read().bytes().duplicate();
      }
      return true;
    }
  }
}
