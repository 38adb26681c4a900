package dev.lorafoundry.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A program as a TorchScript archive: a zip of one text file with the code and two tiny pickles.
 * The module's lists are empty; binding fills them.
 */
final class ScriptArchive {
  private static final byte[] PROTOCOL_2 = {(byte) 0x80, 2};
  private static final byte[] EMPTY_TUPLE_STOP = {')', '.'};

  private final Program program;
  private final List<String> lines = new ArrayList<>();
  private final List<Line> map = new ArrayList<>();

  /** Where a line of the code comes from: the n-th line of a method, from 0. */
  private record Line(MethodScope method, int index) {}

  ScriptArchive(Program program) {
    this.program = program;
    writeCode();
  }

  /** The whole code, for people who look for a fault. */
  String code() {
    return String.join("\n", lines) + "\n";
  }

  /** Where a line of the code comes from, counted from 1. */
  Origin origin(int line) {
    Line found = line >= 1 && line <= map.size() ? map.get(line - 1) : null;
    return found == null
        ? new Origin("", "the frame of the program")
        : found.method.origin(found.index);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "net/data.pkl", pickle());
      put(zip, "net/code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
      put(zip, "net/constants.pkl", concat(PROTOCOL_2, EMPTY_TUPLE_STOP));
      put(zip, "net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
      put(zip, "net/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("an archive can't be written to memory", e);
    }
    return bytes.toByteArray();
  }

  private void writeCode() {
    frame("class Net(Module):");
    frame("  __parameters__ = []");
    frame("  __buffers__ = []");
    frame("  training : bool");
    attributes().forEach(list -> frame("  " + list + " : List[Tensor]"));
    lists().forEach(this::writeBind);
    program.methods().values().forEach(this::writeMethod);
  }

  /** Names of the module's lists: weights, parameters, states. */
  private List<String> lists() {
    return Stream.concat(
            Stream.of(Program.WEIGHTS, Program.PARAMETERS),
            program.states().keySet().stream().map(state -> "s_" + state))
        .toList();
  }

  private List<String> attributes() {
    return Stream.concat(lists().stream(), program.ranges().stream().map(Program.Range::name))
        .toList();
  }

  private void writeBind(String list) {
    frame("  def bind_" + list + "(self: __torch__.Net,");
    frame("    x: List[Tensor]) -> List[Tensor]:");
    frame("    self." + list + " = x");
    program.ranges().stream()
        .filter(range -> range.list().equals(list))
        .forEach(
            range ->
                frame(
                    "    self.%s = torch.slice(x, %d, %d, %d)"
                        .formatted(range.name(), range.from(), range.to(), range.step())));
    frame("    return annotate(List[Tensor], [])");
  }

  private void writeMethod(MethodScope method) {
    List<String> code = method.code();
    for (int i = 0; i < code.size(); i++) {
      lines.add(code.get(i));
      map.add(new Line(method, i));
    }
  }

  private void frame(String line) {
    lines.add(line);
    map.add(null);
  }

  /** Pickle protocol 2: an object of class Net whose lists are empty. */
  private byte[] pickle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(PROTOCOL_2);
    out.write("c__torch__\nNet\n".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {')', (byte) 0x81, '}', '('});
    text(out, "training");
    out.write(0x88);
    for (String list : attributes()) {
      text(out, list);
      out.write("ctorch.jit._pickle\nbuild_tensorlist\n".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {']', (byte) 0x85, 'R'});
    }
    out.write(new byte[] {'u', 'b', '.'});
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int n = bytes.length;
    out.write(new byte[] {'X', (byte) n, (byte) (n >> 8), (byte) (n >> 16), (byte) (n >> 24)});
    out.write(bytes);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(data);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
