package postmortem.log;

import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/** Tells streams of an envelope apart: who wrote a line, and where to. */
final class WrappedStream {

  private static final Role[] WRITER = {Role.SERVICE, Role.LOGGER};
  private static final Role[] INSTANCE = {Role.HOST, Role.SERVICE, Role.LOGGER, Role.THREAD};

  private WrappedStream() {}

  /**
   * A hash of the stream in which a line lies: lines of one process on one output go on with each
   * other.
   *
   * @param buf in which the line lies
   * @param process the {@link #process} of the line
   */
  static long of(LogFormat format, byte[] buf, LogRecord line, long process) {
    long stream = process * 31 + format.stream(buf, line);
    return stream == 0 ? 1 : stream;
  }

  /** A hash of who wrote it, on whatever output. */
  static long process(LogRecord line) {
    return hash(1, line, INSTANCE);
  }

  /** A hash of the program that wrote it, whose layout all its instances have. */
  static long program(LogFormat format, byte[] buf, LogRecord line) {
    boolean named = line.has(Role.SERVICE) || line.has(Role.LOGGER);
    return hash(format.stream(buf, line), line, named ? WRITER : INSTANCE);
  }

  private static long hash(long first, LogRecord line, Role[] roles) {
    long hash = first;
    for (Role role : roles) {
      hash = hash * 31 + 7;
      if (line.has(role)) {
        byte[] bytes = line.bytes(role);
        for (int i = line.from(role); i < line.to(role); i++) {
          hash = hash * 0x100000001B3L + bytes[i];
        }
      }
    }
    return hash == 0 ? 1 : hash;
  }
}
