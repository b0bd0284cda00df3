package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import postmortem.event.Place;
import postmortem.redact.Redactor;
import postmortem.source.head.KeptBytes;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;

/**
 * Goes through a document token by token, holding on to nothing but the current record. What is
 * wrong with it is known to the byte.
 */
final class TokenWalk {

  private final Redactor redactor;
  private final String evidence;
  private final KeptBytes in;
  private final JsonParser parser;
  private final TreeReader.Offsets offsets;
  private final List<Pointer> records;
  private final long known;
  private final RecordSink sink;
  private final BiConsumer<Place, String> repeated;
  private final Map<String, Tree> document = new LinkedHashMap<>();
  private long kept;
  private long count;
  private int roots;

  /**
   * A walk.
   *
   * @param evidence name of the file
   * @param known how many records were handed on before; these are stepped over
   * @param repeated told the first key of a record that stands twice in one object
   */
  TokenWalk(
      Redactor redactor,
      String evidence,
      KeptBytes in,
      JsonParser parser,
      TreeReader.Offsets offsets,
      List<Pointer> records,
      long known,
      RecordSink sink,
      BiConsumer<Place, String> repeated) {
    this.redactor = redactor;
    this.evidence = evidence;
    this.in = in;
    this.parser = parser;
    this.offsets = offsets;
    this.records = records;
    this.known = known;
    this.sink = sink;
    this.repeated = repeated;
  }

  /** Goes to the end. */
  void run() throws IOException {
    while (parser.nextToken() != null) {
      value(new ArrayList<>());
      roots++;
    }
  }

  /** How many records there were so far. */
  long count() {
    return count;
  }

  /** The bytes from the beginning of the current record on, as far as they were read. */
  byte[] kept() {
    return in.slice(kept, Long.MAX_VALUE / 2);
  }

  /** How many bytes of {@link #kept} lie before a place. */
  int before(com.fasterxml.jackson.core.JsonLocation where) {
    return (int) Math.min(Math.max(0, offsets.of(where) - kept), kept().length);
  }

  private void value(List<String> path) throws IOException {
    if (records.stream().anyMatch(pointer -> pointer.matches(path))) {
      record(path);
      return;
    }
    boolean leads = records.stream().anyMatch(pointer -> pointer.leads(path));
    JsonToken token = parser.currentToken();
    if (leads && token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        path.add(parser.currentName());
        parser.nextToken();
        value(path);
        path.remove(path.size() - 1);
      }
    } else if (leads && token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        path.add(Integer.toString(i));
        value(path);
        path.remove(path.size() - 1);
      }
    } else if (path.size() == 1) {
      // Beside the records: small things that say what all records have in common.
      keepFromHere();
      document.put(path.get(0), new TreeReader(kept, false, offsets).read(parser));
    } else {
      keepFromHere();
      parser.skipChildren();
    }
  }

  private void record(List<String> path) throws IOException {
    keepFromHere();
    if (count < known) {
      parser.skipChildren();
      count++;
      return;
    }
    int line = parser.currentTokenLocation().getLineNr();
    TreeReader reader = new TreeReader(kept, false, offsets);
    Tree tree = reader.read(parser);
    StringBuilder pointer = new StringBuilder();
    path.forEach(segment -> pointer.append('/').append(Pointer.escape(segment)));
    Place place =
        roots == 0 ? new Place.Pointer(pointer.toString()) : new Place.Line(Math.max(1, line));
    if (!reader.repeated().isEmpty()) {
      repeated.accept(place, reader.repeated().get(0));
    }
    count++;
    sink.record(
        SourceRecord.of(
            redactor,
            evidence,
            place,
            in.slice(kept, kept + tree.end()),
            tree,
            new Tree.Obj(0, 0, document)));
  }

  private void keepFromHere() {
    kept = offsets.of(parser.currentTokenLocation());
    in.keepFrom(kept);
  }
}
