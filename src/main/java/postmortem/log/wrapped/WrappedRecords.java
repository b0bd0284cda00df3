package postmortem.log.wrapped;

import java.io.IOException;
import postmortem.log.format.ByteSearch;

/** The records of an export as the engine reads those of a file of lines. */
public final class WrappedRecords implements Records {

  private final WrappedLog.Cursor cursor;
  private int firstTo;

  public WrappedRecords(WrappedLog.Cursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean next() throws IOException {
    if (!cursor.next()) {
      return false;
    }
    firstTo = ByteSearch.indexOf(cursor.bytes(), cursor.textFrom(), cursor.to(), (byte) '\n');
    return true;
  }

  @Override
  public byte[] buf() {
    return cursor.bytes();
  }

  @Override
  public int from() {
    return cursor.from();
  }

  @Override
  public int firstTo() {
    return firstTo;
  }

  @Override
  public int to() {
    return cursor.to();
  }

  @Override
  public int textFrom() {
    return cursor.textFrom();
  }

  @Override
  public boolean isNoEvent() {
    return cursor.isNoEvent();
  }

  @Override
  public long offset() {
    return cursor.offset();
  }

  @Override
  public int length() {
    return cursor.length();
  }

  @Override
  public long line() {
    return cursor.line();
  }

  @Override
  public int lines() {
    return cursor.lines();
  }

  @Override
  public long bytes() {
    return cursor.passed();
  }
}
