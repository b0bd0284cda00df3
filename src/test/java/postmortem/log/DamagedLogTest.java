package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.format.FormatCheck;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;

/** Logs of every format with bytes that were hit at random. */
final class DamagedLogTest {

  private static final FormatLibrary LIBRARY = FormatLibrary.builtIn();
  private static final ReadingRules RULES =
      new ReadingRules(
          Incident.EMPTY, List.of(), Instant.parse("2025-02-09T00:00:00Z"), null, null);

  static Stream<LogFormat> formats() {
    return LIBRARY.formats().stream();
  }

  private static byte[] damaged(LogFormat format, Random random) {
    List<String> samples = FormatCheck.samples(format);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      byte[] line =
          (samples.get(random.nextInt(samples.size())) + "\n").getBytes(StandardCharsets.UTF_8);
      for (int hit = random.nextInt(6); hit > 3; hit--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      }
      out.writeBytes(line);
    }
    return out.toByteArray();
  }

  private static LogEngine engine() {
    return Logs.engine(RULES, new Diagnostics(), 1);
  }

  /** Where lines with text in them are, by their numbers. */
  private static BitSet lines(byte[] bytes) {
    BitSet lines = new BitSet();
    int number = 1;
    int from = 0;
    for (int at = 0; at <= bytes.length; at++) {
      if (at == bytes.length || bytes[at] == '\n') {
        int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        lines.set(number, to > from);
        number++;
        from = at + 1;
      }
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void every_line_is_in_one_record_and_every_record_in_the_account(LogFormat format) {
    byte[] bytes = damaged(format, new Random(format.name().hashCode()));
    EvidenceFile file = Logs.file("app.log", bytes);
    BitSet left = lines(bytes);
    List<ParsedRecord> records = new ArrayList<>();
    engine().parse(List.of(file), records::add);
    long behind = 0;
    for (ParsedRecord record : records) {
      assertThat(record.line()).isGreaterThan(behind);
      behind = record.line() + record.lines() - 1;
      left.clear((int) record.line(), (int) behind + 1);
    }
    assertThat(left.stream().boxed()).as("lines in no record").isEmpty();

    FileAccount account = engine().read(List.of(file), () -> null).accounts().get(0);
    assertThat(account.read()).isEqualTo(records.size());
    assertThat(account.unreadable() + account.filtered())
        .isEqualTo(records.stream().filter(record -> record.time() == null).count());
  }
}
