package postmortem.log.format;

import java.util.Locale;

/** What a piece of a record is to us, beyond its time and level. */
public enum Role {
  /** What happened, in the words of the program. */
  MESSAGE(0),
  /** The service that wrote it. */
  SERVICE(1),
  /** The machine, container or pod. */
  HOST(2),
  /** The logger, component or channel. */
  LOGGER(3),
  /** The thread or process. */
  THREAD(4),
  /** What ties records of one request together. */
  TRACE(5),
  /** The program's own code of the event, such as an SQLSTATE. */
  CODE(6),
  /** A stack trace or the name of an exception. */
  EXCEPTION(7),
  /** A line of another log that this record wraps; it is matched again. */
  INNER(8);

  /** How many roles there are. */
  static final int COUNT = values().length;

  /** Index into arrays that hold something for each role. */
  final int slot;

  Role(int slot) {
    this.slot = slot;
  }

  /** The key in a format's declaration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
