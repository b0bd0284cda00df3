package postmortem.log.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import postmortem.event.Severity;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * First lines of what records wrap of which nothing tells how bad it is, gathered from a sample.
 */
public final class InnerLines {

  private static final int MOST = 300;
  private static final int LONGEST = 512;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final List<int[]> lines = new ArrayList<>();
  private int wrapping;

  /** Takes from a record what is missing there. */
  public void add(RecordMatcher matched) {
    LogRecord record = matched.outermost();
    if (!record.has(Role.INNER)) {
      return;
    }
    wrapping++;
    if (matched.severity() != Severity.UNKNOWN) {
      return;
    }
    byte[] buf = record.bytes(Role.INNER);
    int from = record.from(Role.INNER);
    int to = ByteSearch.indexOf(buf, from, record.to(Role.INNER), (byte) '\n');
    int length = Math.min(LONGEST, to - from);
    if (length > 0) {
      lines.add(new int[] {text.size(), text.size() + length});
      text.write(buf, from, length);
    }
  }

  /** Whether more of them would tell no more. */
  public boolean isEnough() {
    return wrapping >= MOST;
  }

  /** How many records there were that wrap something. */
  public int wrapping() {
    return wrapping;
  }

  public byte[] bytes() {
    return text.toByteArray();
  }

  /** Beginning and end of each line in {@link #bytes}. */
  public List<int[]> lines() {
    return lines;
  }
}
