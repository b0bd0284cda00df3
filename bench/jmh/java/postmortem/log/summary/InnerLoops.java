package postmortem.log.summary;

import bench.generator.Family;
import bench.generator.Generator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import postmortem.event.stamp.StampResolver;
import postmortem.event.stamp.StreamResolver;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.signature.TokenMask;

/**
 * The loops in which a scan spends its time, each alone, on the first lines of the records in a
 * mebibyte of log. An operation is that mebibyte: operations per second are MiB/s. Lies in the
 * package of what it measures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class InnerLoops {

  private static final Map<String, String> FORMATS =
      Map.of(
          "access",
          "access",
          "json",
          "json-lines",
          "log4j",
          "java-text",
          "syslog",
          "syslog",
          "distinct",
          "java-text");

  /** Whose log. */
  @Param({"access", "json", "log4j", "syslog"})
  public String family = "access";

  private byte[] buf = new byte[0];
  private int[] from = new int[0];
  private int[] to = new int[0];
  private final List<LogRecord> records = new ArrayList<>();
  private final LogRecord scratch = new LogRecord();
  private final TokenMask mask = new TokenMask();
  private LogFormat format = FormatLibrary.builtIn().formats().get(0);

  /** Generates the log, and matches it once. */
  @Setup
  public void generate() throws IOException {
    Family of =
        Family.all().stream().filter(f -> f.name().equals(family)).findFirst().orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Generator.write(of, 1, 1 << 20, bytes, id -> {});
    buf = bytes.toByteArray();
    format = FormatLibrary.builtIn().find(FORMATS.get(family)).orElseThrow();
    List<int[]> lines = new ArrayList<>();
    for (int at = 0; at < buf.length; ) {
      int end = at;
      while (buf[end] != '\n') {
        end++;
      }
      LogRecord record = new LogRecord();
      // The lines of a stack trace match nothing.
      if (format.match(buf, at, end, record) && record.stampFrom() >= 0) {
        lines.add(new int[] {at, end});
        records.add(record);
      }
      at = end + 1;
    }
    from = lines.stream().mapToInt(line -> line[0]).toArray();
    to = lines.stream().mapToInt(line -> line[1]).toArray();
  }

  /** Fields, stamp and severity of each line. */
  @Benchmark
  public int matcher() {
    int matched = 0;
    for (int i = 0; i < from.length; i++) {
      if (format.match(buf, from[i], to[i], scratch)) {
        matched++;
      }
    }
    return matched;
  }

  /** The signature of each record's words. */
  @Benchmark
  public long mask() {
    long sum = 0;
    for (LogRecord record : records) {
      mask.clear();
      if (record.signatureParts() > 0) {
        for (int i = 0; i < record.signatureParts(); i++) {
          mask.path(buf, record.signatureFrom(i), record.signatureTo(i));
        }
      } else {
        mask.text(record.bytes(Role.MESSAGE), record.from(Role.MESSAGE), record.to(Role.MESSAGE));
      }
      sum += mask.hash();
    }
    return sum;
  }

  /** The instant of each stamp that was read. */
  @Benchmark
  public long stamp() {
    StreamResolver resolver = new StreamResolver(StampResolver.utc());
    long sum = 0;
    for (LogRecord record : records) {
      sum += resolver.epochSecond(record.stamp());
    }
    return sum;
  }

  /** One count for each record in the minute it belongs to, ends kept. */
  @Benchmark
  public int cells() {
    Cells cells = new Cells(true);
    Sight sight = new Sight();
    for (int i = 0; i < from.length; i++) {
      sight.second = 1_739_091_600L + i / 300;
      sight.offset = from[i];
      cells.add(sight);
    }
    return cells.size();
  }
}
