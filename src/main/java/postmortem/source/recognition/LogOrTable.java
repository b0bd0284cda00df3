package postmortem.source.recognition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import postmortem.event.Severity;
import postmortem.event.StreamName;
import postmortem.event.stamp.LayoutGuess;
import postmortem.log.RecordFormats;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Rank;
import postmortem.log.format.Role;
import postmortem.source.head.Head;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.CsvColumns;

/** Tells tables and lists that no source takes from logs. */
public final class LogOrTable {

  /** So many records of a log above a table make it a part of that log. */
  private static final int RECORDS_ABOVE = 2;

  private final Recognition recognition;
  private final FormatLibrary formats;

  public LogOrTable(Recognition recognition, FormatLibrary formats) {
    this.recognition = recognition;
    this.formats = formats;
  }

  /** Whether a file that no source takes is a table all the same, and none of its rows a log's. */
  public boolean isTable(Head head) {
    return isTable(head, row -> RecordFormats.takes(formats, row));
  }

  /** The same, but for formats that take whatever begins with a time. */
  public boolean mayBeTable(Head head) {
    List<LogFormat> certain =
        formats.formats().stream()
            .filter(format -> format.rank().compareTo(Rank.FALLBACK) < 0)
            .toList();
    LogRecord record = new LogRecord();
    return isTable(
        head,
        row ->
            certain.stream()
                .anyMatch(
                    format -> format.match(row, 0, row.length, record) && record.stampFrom() >= 0));
  }

  private boolean isTable(Head head, Predicate<byte[]> isLog) {
    if (head.shape() != Head.Shape.TABLE) {
      return false;
    }
    CsvColumns columns = head.columns();
    List<SourceRecord> rows = recognition.table(head, columns);
    return columns.names().size() >= 2
        // What stands over a column is no time.
        && columns.titles().stream().noneMatch(LogOrTable::isStamp)
        && !rows.isEmpty()
        && !standsInLog(head, columns, isLog)
        && rows.stream().allMatch(row -> columns.fit(row.bytes()))
        && rows.stream().noneMatch(row -> isLog.test(row.bytes()));
  }

  /**
   * Whether records of a log stand above the header: then one of them printed the table. A single
   * line with a time may be about the table.
   */
  private static boolean standsInLog(Head head, CsvColumns columns, Predicate<byte[]> isLog) {
    byte[] bytes = head.bytes();
    int records = 0;
    int from = 0;
    for (long line = 1; line < columns.line() && records < RECORDS_ABOVE; line++) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      records += isLog.test(Arrays.copyOfRange(bytes, from, end)) ? 1 : 0;
      from = Math.min(end + 1, bytes.length);
    }
    return records >= RECORDS_ABOVE;
  }

  /**
   * Whether a title is a time, perhaps in a bracket or behind its key, as in {@code time:
   * 2025-02-09 10:05:23}: then it is none.
   */
  private static boolean isStamp(String title) {
    byte[] text = title.getBytes(StandardCharsets.UTF_8);
    int value = 0;
    while (value < text.length && text[value] != ':' && text[value] != '=') {
      value++;
    }
    value++;
    while (value < text.length && text[value] == ' ') {
      value++;
    }
    return isStamp(text, 0) || isStamp(text, 1) || isStamp(text, value);
  }

  private static boolean isStamp(byte[] text, int from) {
    return from < text.length && !LayoutGuess.at(text, from, text.length).isEmpty();
  }

  /**
   * Whether some of several JSON values would be records of a log. In a small file that is not
   * called a log, a time alone makes none: it says something, wraps a line or says how bad it is.
   */
  public boolean isLog(Head head) {
    LogRecord record = new LogRecord();
    byte[] bytes = head.bytes();
    boolean mayBeNone = head.whole() && !StreamName.unpacked(head.file().name()).endsWith(".log");
    return head.roots().stream()
        .filter(root -> root.end() <= bytes.length)
        .anyMatch(
            root ->
                RecordFormats.maySayTime(formats, bytes, root.start(), root.end())
                    || formats.formats().stream()
                        .anyMatch(
                            format ->
                                format.match(bytes, root.start(), root.end(), record)
                                    && record.stampFrom() >= 0
                                    && (!mayBeNone || says(record, bytes, root.start()))));
  }

  private static boolean says(LogRecord record, byte[] bytes, int from) {
    boolean whole = record.bytes(Role.MESSAGE) == bytes && record.from(Role.MESSAGE) == from;
    return record.has(Role.INNER)
        || record.severity() != Severity.UNKNOWN
        || (record.has(Role.MESSAGE) && !whole);
  }
}
