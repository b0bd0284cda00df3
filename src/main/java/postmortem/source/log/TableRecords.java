package postmortem.source.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.format.ByteSearch;
import postmortem.source.scan.Extraction;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.PointerTree;

/**
 * Streams the log records of a table behind its header line. A quoted field may hold line ends,
 * separators and doubled quotes; a blank line is no record.
 */
final class TableRecords extends ExportRecords {

  /** So many figures an hour has at most. */
  private static final int LONGEST_HOUR = 2;

  private final LogPlan plan;
  private final byte separator;
  private final @Nullable PointerTree[] columns;

  /**
   * The columns of day and time of day, and the capture of both together; -1 where there is none.
   */
  private final int day;

  private final int timeOfDay;
  private final int both;

  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] quoted = new boolean[64];
  private int fields;

  private long header;
  private boolean isTooLong;

  TableRecords(EvidenceFile file, Limits limits, CsvColumns table, LogPlan plan)
      throws IOException {
    super(file, limits, plan);
    this.plan = plan;
    this.header = table.line();
    this.separator = (byte) table.separator();
    this.columns = new PointerTree[table.names().size()];
    for (int i = 0; i < columns.length; i++) {
      byte[] name = table.names().get(i).getBytes(StandardCharsets.UTF_8);
      columns[i] = plan.record().member(name, 0, name.length);
    }
    byte[] name = CsvColumns.both();
    PointerTree joined = plan.record().member(name, 0, name.length);
    boolean isSplit = table.day() >= 0 && table.timeOfDay() >= 0;
    day = table.day();
    timeOfDay = table.timeOfDay();
    both = isSplit && joined != null ? joined.capture() : -1;
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
        tooLong();
        continue;
      }
      int start = in.pinned();
      if (!reached(start, start + length)) {
        continue;
      }
      found.clear();
      for (int i = 0; i < Math.min(fields, columns.length); i++) {
        PointerTree column = columns[i];
        if (column != null && column.capture() >= 0) {
          set(column.capture(), start, i);
        }
      }
      if (both >= 0 && Math.max(day, timeOfDay) < fields && !found.has(both)) {
        join(start);
      }
      noEvent = !plan.write(values.in(in.buf()), envelope);
      return true;
    }
  }

  private void set(int capture, int start, int field) {
    Extraction.Form form = quoted[field] ? Extraction.Form.QUOTED : Extraction.Form.PLAIN;
    found.set(capture, first(start, field), last(start, field), form);
  }

  /** Where a field begins; blanks around what is not quoted only line the columns up. */
  private int first(int start, int field) {
    int at = start + from[field];
    while (!quoted[field] && at < start + to[field] && in.buf()[at] == ' ') {
      at++;
    }
    return at;
  }

  /** Where it ends. */
  private int last(int start, int field) {
    int at = start + to[field];
    while (!quoted[field] && at > start + from[field] && in.buf()[at - 1] == ' ') {
      at--;
    }
    return at;
  }

  /** Notes day and time of day as one value, where the columns hold them. */
  private void join(int start) {
    byte[] buf = in.buf();
    int dayFrom = first(start, day);
    int dayTo = last(start, day);
    int timeFrom = first(start, timeOfDay);
    int timeTo = last(start, timeOfDay);
    boolean isDay = ByteSearch.indexOf(buf, dayFrom, dayTo, (byte) ':') == dayTo;
    int colon = ByteSearch.indexOf(buf, timeFrom, timeTo, (byte) ':');
    if (isDay && colon < timeTo && colon - timeFrom <= LONGEST_HOUR) {
      found.set(both, dayFrom, dayTo, Extraction.Form.PLAIN);
      values.join(both, timeFrom, timeTo);
    }
  }

  private boolean isBlank() {
    return fields == 1 && from[0] == to[0] && !quoted[0];
  }

  /** Reads the fields of a record, as places behind the pin; false when it is too long to keep. */
  private boolean record() throws IOException {
    fields = 0;
    boolean more = true;
    isTooLong = false;
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
    if (!isTooLong && length > 0 && in.buf()[in.pinned() + length - 1] == '\r') {
      length--;
      to[last] = Math.min(to[last], length);
    }
    return !isTooLong;
  }

  /** Reads on; what is longer than a record may be is forgotten, up to its end. */
  private boolean more() throws IOException {
    if (in.at() - in.pinned() > limits.maxLineBytes()) {
      isTooLong = true;
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

  @Override
  public Place place() {
    return new Place.Line(line);
  }
}
