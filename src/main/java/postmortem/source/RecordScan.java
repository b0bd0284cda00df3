package postmortem.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Progress;
import postmortem.diagnostic.Snippet;
import postmortem.event.Place;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;

/**
 * Streams the records of one file: only one record is in memory at a time. Damage is located and
 * reported; the records before it stand.
 */
final class RecordScan {

  private static final int SHOWN = 60;

  private final EvidenceFile file;
  private final Redactor redactor;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private long lost;

  RecordScan(
      EvidenceFile file,
      Redactor redactor,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress) {
    this.file = file;
    this.redactor = redactor;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
  }

  /** How many records could not be read, as far as that can be told. */
  long lost() {
    return lost;
  }

  /** The records at some pointers of a JSON file, in the order of the file. */
  void json(List<Pointer> records, Consumer<SourceRecord> sink) {
    try (KeptBytes in = new KeptBytes(file.open(), progress);
        JsonParser parser = TreeReader.factory(limits).createParser((InputStream) in)) {
      walk("JSON", new Walk(in, parser, TreeReader.Offsets.OF_BYTES, records, sink));
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  /** The records at some pointers of each document of a YAML file, in the order of the file. */
  void yaml(List<Pointer> records, Consumer<SourceRecord> sink) {
    try (KeptBytes in = new KeptBytes(file.open(), progress);
        YamlText text = new YamlText(in);
        JsonParser parser = text.parser(limits)) {
      walk("YAML", new Walk(in, parser, text, records, sink));
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  /** The records at some pointers of an XML file, each at the line where it begins. */
  void xml(List<Pointer> records, Consumer<SourceRecord> sink) {
    try (KeptBytes in = new KeptBytes(file.open(), progress)) {
      XmlReader reader = new XmlReader(in.readNBytes(XmlReader.MOST_BYTES + 1), limits.maxDepth());
      Tree.Obj document = reader.read();
      long count = 0;
      for (Pointer pointer : records) {
        for (Tree tree : pointer.all(document)) {
          count++;
          sink.accept(
              SourceRecord.of(
                  redactor,
                  file.name(),
                  new Place.Line(reader.line(tree.start())),
                  reader.bytes(),
                  tree,
                  document));
        }
      }
      String fault = reader.fault();
      if (fault != null) {
        lost++;
        diagnostics.add(
            Diagnostic.warning("PM-S002", fault)
                .at(Location.of(file.name(), reader.line(reader.faultAt())))
                .noting(before(count))
                .helping("export again; the rest of the file is not read"));
      }
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  private void walk(String language, Walk walk) throws IOException {
    try {
      while (walk.parser.nextToken() != null) {
        walk.value(new ArrayList<>());
        walk.roots++;
      }
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (JsonProcessingException e) {
      lost++;
      diagnostics.add(broken(language, e, walk));
    }
  }

  private void unreadable(IOException e) {
    lost++;
    diagnostics.add(
        Diagnostic.error("PM-S001", "the file cannot be read on: " + e.getClass().getSimpleName())
            .at(Location.of(file.name()))
            .helping("what was read before is used; check that nobody moves or changes it"));
  }

  private static String before(long count) {
    return count == 0
        ? "there is no complete record before it"
        : count == 1
            ? "the complete record before it is used"
            : "the " + count + " complete records before it are used";
  }

  private Diagnostic broken(String language, JsonProcessingException e, Walk walk) {
    byte[] kept = walk.in.slice(walk.kept, Long.MAX_VALUE / 2);
    var where = e.getLocation();
    int line = where == null ? 0 : Math.max(1, where.getLineNr());
    int column = where == null ? 0 : Math.max(1, where.getColumnNr());
    boolean ends = e instanceof com.fasterxml.jackson.core.io.JsonEOFException;
    boolean limit = e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException;
    String what =
        ends
            ? "the " + language + " ends in the middle of a value"
            : limit
                ? "the " + language + " is over a limit of nesting or length"
                : "this is not " + language + " any more";
    Diagnostic diagnostic =
        Diagnostic.warning("PM-S002", what)
            .at(new Location(file.name(), line, line == 0 ? 0 : column))
            .noting(before(walk.count))
            .helping(
                limit
                    ? "raise --max-depth (now " + limits.maxDepth() + "), or cut the export"
                    : "export again; the rest of the file is not read");
    if (where == null) {
      return diagnostic;
    }
    int at = (int) Math.min(Math.max(0, walk.offsets.of(where) - walk.kept), kept.length);
    byte[] before = java.util.Arrays.copyOf(kept, at);
    // Redacted as a whole, then cut: a cut secret would not be recognised.
    String text = SourceRecord.shown(redactor, before);
    String last = text.substring(text.lastIndexOf('\n') + 1);
    String shown = last.substring(Math.max(0, last.length() - SHOWN)).replace('\r', ' ');
    return diagnostic.showing(
        new Snippet(shown, shown.length(), ends ? "ends here" : "not read from here"));
  }

  /** Goes through a document, holding on to nothing but the current record. */
  private final class Walk {
    private final KeptBytes in;
    private final JsonParser parser;
    private final TreeReader.Offsets offsets;
    private final List<Pointer> records;
    private final Consumer<SourceRecord> sink;
    private final Map<String, Tree> document = new LinkedHashMap<>();
    private long kept;
    private long count;
    private int roots;

    Walk(
        KeptBytes in,
        JsonParser parser,
        TreeReader.Offsets offsets,
        List<Pointer> records,
        Consumer<SourceRecord> sink) {
      this.in = in;
      this.parser = parser;
      this.offsets = offsets;
      this.records = records;
      this.sink = sink;
    }

    void value(List<String> path) throws IOException {
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
      int line = parser.currentTokenLocation().getLineNr();
      TreeReader reader = new TreeReader(kept, false, offsets);
      Tree tree = reader.read(parser);
      StringBuilder pointer = new StringBuilder();
      path.forEach(segment -> pointer.append('/').append(Pointer.escape(segment)));
      Place place =
          roots == 0 ? new Place.Pointer(pointer.toString()) : new Place.Line(Math.max(1, line));
      if (!reader.repeated().isEmpty()) {
        repeated(place, reader.repeated().get(0));
      }
      count++;
      sink.accept(
          SourceRecord.of(
              redactor,
              file.name(),
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

  private boolean saidRepeated;

  private void repeated(Place place, String key) {
    if (!saidRepeated) {
      saidRepeated = true;
      diagnostics.add(
          Diagnostic.warning(
                  "PM-S003",
                  "the key \u201c"
                      + redactor.text(key)
                      + "\u201d stands twice in one object; its last value is used")
              .at(Location.of(file.name()))
              .noting("first at " + file.name() + place)
              .helping("correct it where it was written, if the other value was meant"));
    }
  }

  /**
   * The records at some pointers of each line of JSON, which all stand at their line; a line that
   * is none is located and counted.
   */
  void jsonLines(List<Pointer> records, Consumer<SourceRecord> sink) {
    var factory = TreeReader.factory(limits);
    lines(
        (bytes, line) -> {
          Place place = new Place.Line(line);
          try (JsonParser parser = factory.createParser(bytes)) {
            if (parser.nextToken() == null) {
              return;
            }
            TreeReader reader = new TreeReader(0, false);
            Tree tree = reader.read(parser);
            if (!reader.repeated().isEmpty()) {
              repeated(place, reader.repeated().get(0));
            }
            // Two pointers may stand for one value.
            Map<String, Tree> found = new LinkedHashMap<>();
            records.forEach(pointer -> pointer.each(tree, found::putIfAbsent));
            for (Tree value : found.values()) {
              sink.accept(SourceRecord.of(redactor, file.name(), place, bytes, value, tree));
            }
          } catch (JsonProcessingException e) {
            lost++;
            badLine(e, bytes, line);
          }
        },
        false,
        (byte) 0);
  }

  private boolean saidBad;

  private void badLine(JsonProcessingException e, byte[] bytes, long line) {
    if (saidBad) {
      return;
    }
    saidBad = true;
    var where = e.getLocation();
    int column = where == null ? 1 : Math.max(1, where.getColumnNr());
    int at = Math.min(bytes.length, column - 1);
    String before = SourceRecord.shown(redactor, java.util.Arrays.copyOf(bytes, at));
    String shown = before.substring(Math.max(0, before.length() - SHOWN)).replace('\n', ' ');
    diagnostics.add(
        Diagnostic.warning("PM-S002", "this line is not JSON; it is counted and left out")
            .at(new Location(file.name(), (int) line, column))
            .showing(new Snippet(shown, shown.length(), "not read from here"))
            .helping("export again, or correct the line")
            .noting("further such lines of this file are counted, not shown"));
  }

  /** The lines, without their ends, from 1; blank ones are left out. */
  void text(LineReading reading) {
    lines((bytes, line) -> reading.line(bytes, line), false, (byte) 0);
    reading.end();
  }

  /** The same, for who cuts records out of them. */
  void each(LineSink sink) {
    lines(sink, false, (byte) 0);
  }

  /** The records of a table behind its header line. */
  void csv(CsvColumns columns, Consumer<SourceRecord> sink) {
    lines(
        (bytes, line) -> {
          if (line > columns.line() && columns.isRecord(bytes)) {
            Tree tree = columns.tree(bytes);
            sink.accept(
                SourceRecord.of(redactor, file.name(), new Place.Line(line), bytes, tree, null));
          }
        },
        !columns.isPrinted(),
        (byte) columns.separator());
  }

  /** Takes the bytes of a record, without its line end, and the number of its first line. */
  @FunctionalInterface
  interface LineSink {
    void accept(byte[] bytes, long line) throws IOException;
  }

  /**
   * Cuts into lines; with {@code quotes}, a quoted field may hold line ends. Blank lines are none.
   */
  private void lines(LineSink sink, boolean quotes, byte separator) {
    try (KeptBytes in = new KeptBytes(file.open(), progress)) {
      byte[] buffer = new byte[1 << 16];
      var record = new java.io.ByteArrayOutputStream();
      long line = 1;
      long first = 1;
      boolean quoted = false;
      boolean fieldStart = true;
      int count = in.read(buffer, 0, buffer.length);
      while (count > 0) {
        for (int i = 0; i < count; i++) {
          byte b = buffer[i];
          if (b == '\n' && !quoted) {
            emit(sink, record, first);
            line++;
            first = line;
            fieldStart = true;
            continue;
          }
          if (b == '\n') {
            line++;
          }
          if (quotes) {
            if (b == '"' && (quoted || fieldStart)) {
              // A doubled quote closes and opens again: the state comes out right.
              quoted = !quoted;
              fieldStart = !quoted;
            } else {
              fieldStart = b == separator && !quoted;
            }
          }
          if (record.size() < limits.maxLineBytes()) {
            record.write(b);
          }
        }
        in.keepFrom(Long.MAX_VALUE / 2);
        count = in.read(buffer, 0, buffer.length);
      }
      emit(sink, record, first);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  private void emit(LineSink sink, java.io.ByteArrayOutputStream record, long line)
      throws IOException {
    byte[] bytes = record.toByteArray();
    record.reset();
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    byte[] trimmed = end == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, end);
    for (byte b : trimmed) {
      if (b != ' ' && b != '\t') {
        if (bytes.length >= limits.maxLineBytes()) {
          lost++;
          diagnostics.add(
              Diagnostic.warning(
                      "PM-S004",
                      "a record is longer than " + limits.maxLineBytes() + " bytes; it is left out")
                  .at(Location.of(file.name(), (int) line))
                  .helping("raise --max-line-bytes"));
          return;
        }
        sink.accept(trimmed, line);
        return;
      }
    }
  }
}
