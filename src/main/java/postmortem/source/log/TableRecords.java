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

  private final LogPlan plan;
  private final byte separator;
  private final @Nullable PointerTree[] columns;

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
      noEvent = !plan.write(values.in(in.buf()), envelope);
      return true;
    }
  }

  /** Notes a field; blanks around what is not quoted only line the columns up. */
  private void set(int capture, int start, int field) {
    int first = start + from[field];
    int end = start + to[field];
    if (quoted[field]) {
      found.set(capture, first, end, Extraction.Form.QUOTED);
      return;
    }
    byte[] buf = in.buf();
    while (first < end && buf[first] == ' ') {
      first++;
    }
    while (first < end && buf[end - 1] == ' ') {
      end--;
    }
    found.set(capture, first, end, Extraction.Form.PLAIN);
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
