package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import postmortem.evidence.EvidenceFile;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.PointerTree;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;

/** Cuts a JSON document into its records. */
final class JsonCut extends JsonWalk implements RecordFinder {

  private final JsonFactory factory;
  private final LongConsumer tooLong;
  private final Map<String, Tree> around = new LinkedHashMap<>();
  private Tree document = new Tree.Obj(0, 0, Map.of());
  private boolean broken;

  /**
   * A document.
   *
   * @param records where its records are
   * @param longest a record of more bytes is left out
   * @param factory makes parsers for what stands beside records
   * @param tooLong told the line behind something longer
   */
  JsonCut(
      EvidenceFile file,
      List<Pointer> records,
      int longest,
      JsonFactory factory,
      LongConsumer tooLong)
      throws IOException {
    super(
        new RecordBytes(file.open()), /* byLine= */ false, PointerTree.ofRecords(records), longest);
    this.factory = factory;
    this.tooLong = tooLong;
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (advance()) {
        if (in.pinned() >= 0) {
          return true;
        }
        tooLong.accept(in.line(in.at()));
      }
    } catch (Broken e) {
      broken = true;
    }
    return false;
  }

  /** Whether it ended where it should not, or went on with something that is no JSON. */
  boolean isBroken() {
    return broken;
  }

  /** The line where it is. */
  long line() {
    return in.line(in.at());
  }

  /** Small things that say what all records have in common. */
  @Override
  protected void beside(byte[] key) throws IOException, Broken {
    in.pin();
    skip();
    if (in.pinned() < 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(in.buf(), in.pinned(), in.at());
    in.unpin();
    try (JsonParser parser = factory.createParser(bytes)) {
      parser.nextToken();
      around.put(name(key), new TreeReader(0, false).read(parser));
      document = new Tree.Obj(0, 0, around);
    } catch (JsonProcessingException e) {
      throw new Broken(false);
    }
  }

  @Override
  protected String name(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  @Override
  public void put(RecordPage page) {
    byte[] buf = in.buf();
    int start = in.pinned();
    String pointer = isAtLine() ? null : prefix();
    page.add(buf, start, in.at(), in.line(start), pointer, index(), document);
  }

  @Override
  public long passed() {
    return in.passed();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
