package postmortem.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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
  private final int threads;
  private long lost;
  private long longs;

  RecordScan(
      EvidenceFile file,
      Redactor redactor,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads) {
    this.threads = threads;
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

  /** The records of a file at some pointers, in its order, but for what is left out. */
  void records(Head head, List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    switch (head.shape()) {
      case TABLE -> csv(head.columns(), leftOut, sink);
      case YAML -> yaml(records, leftOut, sink);
      case XML -> xml(records, leftOut, sink);
      default -> {
        if (head.shape() == Head.Shape.JSON_LINES && head.isByLine()) {
          jsonLines(records, leftOut, sink);
        } else {
          json(records, leftOut, sink);
        }
      }
    }
  }

  /**
   * The records at some pointers of a JSON file. Records are cut out by their brackets; where that
   * comes to an end, or one of them is no JSON, all are read again up to there, token by token, to
   * say what is wrong.
   */
  void json(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    int longest = Math.max(limits.maxLineBytes(), TreeReader.LONGEST_STRING);
    Cut read = new Cut();
    try (JsonCut cut =
        new JsonCut(
            file, records, longest, TreeReader.factory(limits), line -> tooLong(line, longest))) {
      PageReader reader = new PageReader(file.name(), redactor, limits, leftOut);
      new RecordPipe<>(threads, progress, reader::json, page -> read.take(page, sink)).run(cut);
      read.end(cut);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
      return;
    } catch (IOException e) {
      unreadable(e);
      return;
    }
    if (read.line > 0 && longs > 0) {
      // Once more it would have to be held.
      lost++;
      diagnostics.add(
          Diagnostic.warning("PM-S002", "this is not JSON any more")
              .at(Location.of(file.name(), (int) Math.min(Integer.MAX_VALUE, read.line)))
              .noting(before(read.count))
              .helping("export again; the rest of the file is not read"));
    } else if (read.line > 0) {
      carefully(records, read.count, leftOut, sink);
    }
  }

  /** How far a JSON file was read that is cut into its records. */
  private final class Cut {
    private long count;
    private long line;

    boolean take(Understood page, RecordSink sink) {
      RecordScan.this.take(page, sink);
      count += page.count();
      Understood.Bad bad = page.bad();
      line = bad == null ? 0 : bad.line();
      return bad == null;
    }

    void end(JsonCut cut) {
      if (line == 0 && cut.isBroken()) {
        line = cut.line();
      }
      longs += cut.isInLong() ? 1 : 0;
    }
  }

  /** Says what is wrong with a JSON file. */
  void check() {
    carefully(List.of(), 0, LeftOut.NOTHING, record -> {});
  }

  private void carefully(List<Pointer> records, long known, LeftOut leftOut, RecordSink sink) {
    try (KeptBytes in = new KeptBytes(file.open(), Progress.NONE);
        JsonParser parser = TreeReader.factory(limits).createParser((InputStream) in)) {
      walk("JSON", in, parser, TreeReader.Offsets.OF_BYTES, records, known, leftOut, sink);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  /** The records at some pointers of each document of a YAML file, in the order of the file. */
  private void yaml(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    try (KeptBytes in = new KeptBytes(file.open(), progress);
        YamlText text = new YamlText(in);
        JsonParser parser = text.parser(limits)) {
      walk("YAML", in, parser, text, records, 0, leftOut, sink);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  private void take(Understood page, RecordSink sink) {
    Understood.Repeated key = page.repeated();
    if (key != null) {
      repeated(key.place(), key.key());
    }
    page.records().forEach(sink::record);
    sink.leftOut(page.leftOut());
  }

  /** The records at some pointers of an XML file, each at the line where it begins. */
  private void xml(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    RecordSink sifted = sifted(leftOut, sink);
    try (KeptBytes in = new KeptBytes(file.open(), progress)) {
      XmlReader reader = new XmlReader(in.readNBytes(XmlReader.MOST_BYTES + 1), limits.maxDepth());
      Tree.Obj document = reader.read();
      long count = 0;
      for (Pointer pointer : records) {
        for (Tree tree : pointer.all(document)) {
          count++;
          sifted.record(
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

  private void walk(
      String language,
      KeptBytes in,
      JsonParser parser,
      TreeReader.Offsets offsets,
      List<Pointer> records,
      long known,
      LeftOut leftOut,
      RecordSink sink)
      throws IOException {
    TokenWalk walk =
        new TokenWalk(
            redactor,
            file.name(),
            in,
            parser,
            offsets,
            records,
            known,
            sifted(leftOut, sink),
            this::repeated);
    try {
      walk.run();
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (JsonProcessingException e) {
      lost++;
      diagnostics.add(broken(language, e, walk));
    }
  }

  private static RecordSink sifted(LeftOut leftOut, RecordSink sink) {
    return record -> {
      if (leftOut.holds(record)) {
        sink.leftOut(1);
      } else {
        sink.record(record);
      }
    };
  }

  private void unreadable(IOException e) {
    lost++;
    diagnostics.add(
        Diagnostic.error("PM-S001", "the file cannot be read on: " + e.getClass().getSimpleName())
            .at(Location.of(file.name()))
            .helping("what was read before is used; check that nobody moves or changes it"));
  }

  /** How many records stand before a loss. */
  static String before(long count) {
    return count == 0
        ? "there is no complete record before it"
        : count == 1
            ? "the complete record before it is used"
            : "the " + count + " complete records before it are used";
  }

  private Diagnostic broken(String language, JsonProcessingException e, TokenWalk walk) {
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
            .noting(before(walk.count()))
            .helping(
                limit
                    ? "raise --max-depth (now " + limits.maxDepth() + "), or cut the export"
                    : "export again; the rest of the file is not read");
    if (where == null) {
      return diagnostic;
    }
    byte[] before = Arrays.copyOf(walk.kept(), walk.before(where));
    // Redacted as a whole, then cut: a cut secret would not be recognised.
    String text = SourceRecord.shown(redactor, before);
    String last = text.substring(text.lastIndexOf('\n') + 1);
    String shown = last.substring(Math.max(0, last.length() - SHOWN)).replace('\r', ' ');
    return diagnostic.showing(
        new Snippet(shown, shown.length(), ends ? "ends here" : "not read from here"));
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
  private void jsonLines(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    PageReader reader = new PageReader(file.name(), redactor, limits, leftOut);
    pages(page -> reader.jsonLines(page, records), false, (byte) 0, sink);
  }

  /** Understands lines in pages. */
  private void pages(
      Function<RecordPage, Understood> reader, boolean quotes, byte separator, RecordSink sink) {
    int longest = limits.maxLineBytes();
    try (LineCut cut =
        new LineCut(file, longest, quotes, separator, line -> tooLong(line, longest))) {
      new RecordPipe<>(
              threads,
              progress,
              reader,
              page -> {
                take(page, sink);
                lost += page.badOnes();
                Understood.Bad bad = page.bad();
                if (bad != null) {
                  badLine(bad.fault(), bad.bytes(), bad.line());
                }
                return true;
              })
          .run(cut);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
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
    String before = SourceRecord.shown(redactor, Arrays.copyOf(bytes, at));
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
    each(reading::line);
    reading.end();
  }

  /** The same, for who cuts records out of them. */
  void each(LineSink sink) {
    int longest = limits.maxLineBytes();
    try (LineCut cut =
        new LineCut(file, longest, false, (byte) 0, line -> tooLong(line, longest))) {
      long passed = 0;
      while (cut.next()) {
        progress.advance(cut.passed() - passed);
        passed = cut.passed();
        cut.give(sink);
      }
      progress.advance(cut.passed() - passed);
    } catch (EvidenceException e) {
      lost++;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      unreadable(e);
    }
  }

  /** The records of a table behind its header line. */
  void csv(CsvColumns columns, LeftOut leftOut, RecordSink sink) {
    PageReader reader = new PageReader(file.name(), redactor, limits, leftOut);
    pages(
        page -> reader.table(page, columns),
        !columns.isPrinted(),
        (byte) columns.separator(),
        sink);
  }

  /** Takes the bytes of a record, without its line end, and the number of its first line. */
  @FunctionalInterface
  interface LineSink {
    void accept(byte[] bytes, long line) throws IOException;
  }

  private void tooLong(long line, int longest) {
    lost++;
    longs++;
    diagnostics.add(
        Diagnostic.warning(
                "PM-S004", "a record is longer than " + longest + " bytes; it is left out")
            .at(Location.of(file.name(), (int) Math.min(Integer.MAX_VALUE, line)))
            .helping("raise --max-line-bytes"));
  }
}
