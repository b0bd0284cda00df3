package postmortem.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.WrappedLog;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.Envelope;

/**
 * Streams the log records of a table behind its header line. A quoted field may hold line ends,
 * separators and doubled quotes; a blank line is no record.
 */
final class TableRecords implements WrappedLog.Cursor {

  private final EvidenceFile file;
  private final Limits limits;
  private final LogPlan plan;
  private final byte separator;
  private final @Nullable PointerTree[] columns;
  private final RecordBytes in;
  private final Extraction found;
  private final LogPlan.Surroundings around;
  private final Envelope envelope = new Envelope();

  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] quoted = new boolean[64];
  private int fields;

  private long offset;
  private int length;
  private long line;
  private int lines;
  private boolean noEvent;
  private long lost;
  private long sought;
  private long header;
  private final List<Diagnostic> troubles = new ArrayList<>();
  private boolean saidLong;
  private boolean tooLong;

  TableRecords(EvidenceFile file, Limits limits, CsvColumns table, LogPlan plan)
      throws IOException {
    this.file = file;
    this.limits = limits;
    this.plan = plan;
    this.header = table.line();
    this.separator = (byte) table.separator();
    this.found = new Extraction(plan.captures());
    this.around = new LogPlan.Surroundings(plan.capturesAround());
    this.columns = new PointerTree[table.names().size()];
    for (int i = 0; i < columns.length; i++) {
      byte[] name = table.names().get(i).getBytes(StandardCharsets.UTF_8);
      columns[i] = plan.record().member(name, 0, name.length);
    }
    this.in = new RecordBytes(file.openAhead());
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      in.unpin();
      if (in.at() == in.end() && !in.more()) {
        return false;
      }
      in.pin();
      boolean whole = record();
      boolean first = header > 0;
      header = Math.max(0, header - 1);
      if (first || (whole && isBlank())) {
        continue;
      }
      if (!whole) {
        lose();
        continue;
      }
      int start = in.pinned();
      offset = in.offset(start);
      if (offset < sought) {
        continue;
      }
      line = in.line(start);
      lines = (int) (in.line(start + length) - line) + 1;
      found.clear();
      for (int i = 0; i < Math.min(fields, columns.length); i++) {
        PointerTree column = columns[i];
        if (column != null && column.capture() >= 0) {
          found.set(
              column.capture(),
              start + from[i],
              start + to[i],
              quoted[i] ? Extraction.Form.QUOTED : Extraction.Form.PLAIN);
        }
      }
      noEvent = !plan.write(found, in.buf(), around, envelope);
      return true;
    }
  }

  @Override
  public boolean seek(long wanted) throws IOException {
    sought = wanted;
    return next() && offset == wanted;
  }

  private boolean isBlank() {
    return fields == 1 && from[0] == to[0] && !quoted[0];
  }

  /** Reads the fields of a record, as places behind the pin; false when it is too long to keep. */
  private boolean record() throws IOException {
    fields = 0;
    boolean more = true;
    tooLong = false;
    while (more) {
      boolean quote = (in.at() < in.end() || in.more()) && in.buf()[in.at()] == '"';
      if (quote) {
        in.to(in.at() + 1);
        field(in.at() - in.pinned());
        quoted();
        to[fields - 1] = in.at() - in.pinned();
        if (in.at() < in.end()) {
          in.to(in.at() + 1);
        }
      } else {
        field(in.at() - in.pinned());
      }
      search((byte) '\n');
      if (!quote) {
        to[fields - 1] = in.at() - in.pinned();
      }
      more = in.at() < in.end() && in.buf()[in.at()] == separator;
      length = in.at() - in.pinned();
      if (in.at() < in.end()) {
        in.to(in.at() + 1);
      }
    }
    int last = fields - 1;
    if (!tooLong && length > 0 && in.buf()[in.pinned() + length - 1] == '\r') {
      length--;
      to[last] = Math.min(to[last], length);
    }
    return !tooLong;
  }

  /** Reads on; what is longer than a record may be is forgotten, up to its end. */
  private boolean more() throws IOException {
    if (in.at() - in.pinned() > limits.maxLineBytes()) {
      tooLong = true;
      in.pin();
    }
    return in.more();
  }

  private void field(int start) {
    if (fields == from.length) {
      from = Arrays.copyOf(from, fields * 2);
      to = Arrays.copyOf(to, fields * 2);
      quoted = Arrays.copyOf(quoted, fields * 2);
    }
    from[fields] = start;
    to[fields] = start;
    quoted[fields] = false;
    fields++;
  }

  /** Goes to the quote that ends a field; a doubled one does not. */
  private void quoted() throws IOException {
    while (true) {
      in.to(ByteSearch.indexOf(in.buf(), in.at(), in.end(), (byte) '"'));
      if (in.at() == in.end()) {
        if (!more()) {
          return;
        }
        continue;
      }
      if (in.at() + 1 == in.end()) {
        in.more();
      }
      if (in.at() + 1 < in.end() && in.buf()[in.at() + 1] == '"') {
        quoted[fields - 1] = true;
        in.to(in.at() + 2);
      } else {
        return;
      }
    }
  }

  /** Goes to the next separator or that byte, or to the end. */
  private void search(byte lineEnd) throws IOException {
    while (true) {
      in.to(ByteSearch.indexOf(in.buf(), in.at(), in.end(), separator, lineEnd));
      if (in.at() < in.end() || !more()) {
        return;
      }
    }
  }

  private void lose() {
    lost++;
    if (!saidLong) {
      saidLong = true;
      troubles.add(
          Diagnostic.warning(
                  "PM-S004",
                  "a record is longer than " + limits.maxLineBytes() + " bytes; it is left out")
              .at(Location.of(file.name(), (int) in.line(in.at())))
              .helping("raise --max-line-bytes"));
    }
  }

  @Override
  public byte[] bytes() {
    return envelope.bytes();
  }

  @Override
  public int from() {
    return 0;
  }

  @Override
  public int textFrom() {
    return envelope.textFrom();
  }

  @Override
  public int to() {
    return envelope.length();
  }

  @Override
  public boolean isNoEvent() {
    return noEvent;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public byte[] raw() {
    return Arrays.copyOfRange(in.buf(), in.pinned(), in.pinned() + length);
  }

  @Override
  public Place place() {
    return new Place.Line(line);
  }

  @Override
  public long passed() {
    return in.passed();
  }

  @Override
  public long lost() {
    return lost;
  }

  @Override
  public List<Diagnostic> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
