package postmortem.log.record;

import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.signature.ByteHash;

/**
 * Tells streams of an envelope apart: who wrote a line, and where to. All by hashes, which are the
 * same wherever reading began. Reused; not thread-safe.
 */
public final class WrappedStream {

  /** An odd number of many bits: what is put together in another order is something else. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private long stream;
  private long process;
  private long program;

  /** Reads who wrote a line that lies in {@code buf}. */
  public void read(LogFormat format, byte[] buf, LogRecord line) {
    boolean named = line.has(Role.SERVICE) || line.has(Role.LOGGER);
    long writer = named ? writer(line) : 0;
    long output = format.stream(buf, line);
    process = instance(writer, line);
    stream = next(process, output);
    program = next(named ? writer : process, output);
  }

  /** Lines of one process on one output, which go on with each other; never 0. */
  long stream() {
    return stream == 0 ? 1 : stream;
  }

  /** Who wrote it, on whatever output. */
  long process() {
    return process;
  }

  /** The program that wrote it, whose layout all its instances have. */
  public long program() {
    return program;
  }

  /** Who wrote a line, on whatever output, without reading the rest. */
  static long process(LogRecord line) {
    return instance(writer(line), line);
  }

  private static long writer(LogRecord line) {
    return with(with(0, line, Role.SERVICE), line, Role.LOGGER);
  }

  private static long instance(long writer, LogRecord line) {
    return with(with(writer, line, Role.HOST), line, Role.THREAD);
  }

  private static long with(long hash, LogRecord line, Role role) {
    return line.has(role)
        ? next(hash, ByteHash.of(line.bytes(role), line.from(role), line.to(role)))
        : next(hash, 0);
  }

  private static long next(long hash, long value) {
    long mixed = (hash ^ value) * ODD;
    return mixed ^ (mixed >>> 29);
  }
}
