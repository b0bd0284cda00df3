package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;
import postmortem.source.head.Head;
import postmortem.source.head.KeptBytes;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;
import postmortem.source.tree.XmlReader;
import postmortem.source.tree.YamlText;

/**
 * Streams the records of one file: only one record is in memory at a time. Damage is located and
 * reported; the records before it stand.
 */
public final class RecordScan {

  private final EvidenceFile file;
  private final Redactor redactor;
  private final Limits limits;
  private final Progress progress;
  private final int threads;
  private final ScanDamage damage;

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
    this.progress = progress;
    this.damage = new ScanDamage(file.name(), redactor, limits, diagnostics);
  }

  /** How many records could not be read, as far as that can be told. */
  public long lost() {
    return damage.lost();
  }

  /** The records of a file at some pointers, in its order, but for what is left out. */
  public void records(Head head, List<Pointer> records, LeftOut leftOut, RecordSink sink) {
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
  public void json(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    int longest = Math.max(limits.maxLineBytes(), TreeReader.LONGEST_STRING);
    Cut read = new Cut();
    try (JsonCut cut =
        new JsonCut(
            file,
            records,
            longest,
            TreeReader.factory(limits),
            line -> damage.tooLong(line, longest))) {
      PageReader reader = new PageReader(file.name(), redactor, limits, leftOut);
      new RecordPipe<>(threads, progress, reader::json, page -> read.take(page, sink)).run(cut);
      read.end(cut);
    } catch (IOException e) {
      damage.breaksOff(e);
      return;
    }
    if (read.line > 0 && read.longOne) {
      // Once more it would have to be held.
      damage.ends("this is not JSON any more", read.line, read.count);
    } else if (read.line > 0) {
      carefully(records, read.count, leftOut, sink);
    }
  }

  /** How far a JSON file was read that is cut into its records. */
  private final class Cut {
    private long count;
    private long line;
    private boolean longOne;

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
      longOne = cut.isInLong() || damage.hasLong();
    }
  }

  /** Says what is wrong with a JSON file. */
  public void check() {
    carefully(List.of(), 0, LeftOut.NOTHING, record -> {});
  }

  private void carefully(List<Pointer> records, long known, LeftOut leftOut, RecordSink sink) {
    try (KeptBytes in = new KeptBytes(file.open(), Progress.NONE);
        JsonParser parser = TreeReader.factory(limits).createParser((InputStream) in)) {
      walk("JSON", in, parser, TreeReader.Offsets.OF_BYTES, records, known, leftOut, sink);
    } catch (IOException e) {
      damage.breaksOff(e);
    }
  }

  /** The records at some pointers of each document of a YAML file, in the order of the file. */
  private void yaml(List<Pointer> records, LeftOut leftOut, RecordSink sink) {
    try (KeptBytes in = new KeptBytes(file.open(), progress);
        YamlText text = new YamlText(in);
        JsonParser parser = text.parser(limits)) {
      walk("YAML", in, parser, text, records, 0, leftOut, sink);
    } catch (IOException e) {
      damage.breaksOff(e);
    }
  }

  private void take(Understood page, RecordSink sink) {
    Understood.Repeated key = page.repeated();
    if (key != null) {
      damage.repeated(key.place(), key.key());
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
        damage.ends(fault, reader.line(reader.faultAt()), count);
      }
    } catch (IOException e) {
      damage.breaksOff(e);
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
            damage::repeated);
    try {
      walk.run();
    } catch (JsonProcessingException e) {
      damage.broken(language, e, walk);
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
        new LineCut(file, longest, quotes, separator, line -> damage.tooLong(line, longest))) {
      new RecordPipe<>(
              threads,
              progress,
              reader,
              page -> {
                take(page, sink);
                damage.badLines(page);
                return true;
              })
          .run(cut);
    } catch (IOException e) {
      damage.breaksOff(e);
    }
  }

  /** The lines, without their ends, from 1; blank ones are left out. */
  public void text(LineReading reading) {
    each(reading::line);
    reading.end();
  }

  /** The same, for who cuts records out of them. */
  public void each(LineSink sink) {
    int longest = limits.maxLineBytes();
    try (LineCut cut =
        new LineCut(file, longest, false, (byte) 0, line -> damage.tooLong(line, longest))) {
      long passed = 0;
      while (cut.next()) {
        progress.advance(cut.passed() - passed);
        passed = cut.passed();
        cut.give(sink);
      }
      progress.advance(cut.passed() - passed);
    } catch (IOException e) {
      damage.breaksOff(e);
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
  public interface LineSink {
    void accept(byte[] bytes, long line) throws IOException;
  }
}
