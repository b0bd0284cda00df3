package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.LogEngine;
import postmortem.log.Readout;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;

/**
 * One number or stamp of an export is what no system writes, or some bytes are damaged: the rest is
 * read, no row is lost (an account that does not add up cannot be made), and nothing breaks.
 */
class HostileSamplesTest {

  private static final int EACH = 4;

  private static final Pattern STAMP =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private static final List<String> STAMPS =
      List.of(
          "0001-01-01T00:00:00",
          "9999-12-31T23:59:59",
          "1969-12-31T23:59:59",
          "2262-04-12T00:00:00",
          "1677-09-20T00:00:00",
          "2025-02-30T10:00:00",
          "2016-12-31T23:59:60",
          "0000-00-00 00:00:00",
          "2025-13-01T25:61:61");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "00",
          "4e5",
          "1e300",
          "1e-300",
          "1e999999999",
          "1e-999999999",
          "NaN",
          "65536",
          "2147483648",
          "253402300799999",
          "-62135596800",
          "9223372036854775807",
          "9223372036854775808",
          "31556889864403199",
          "111111111111111111111111111111",
          "0.000000000000000001");

  private static final List<String> GARBAGE =
      List.of(
          "\u00fc",
          "\u0001",
          "\0\0\0",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",,",
          "\n",
          "\r\n\r\n",
          "<",
          "\u00ff\u00fe");

  @Test
  void a_number_or_stamp_that_no_system_writes_breaks_nothing() {
    Random random = new Random(7);
    List<String> read = new ArrayList<>();
    for (SourceDeclaration source : SourceLibrary.builtIn().declared()) {
      for (SampleText sample : source.samples()) {
        for (int i = 0; i < EACH; i++) {
          String hostile = hostile(sample.text(), random);
          Readout readout = Evidences.read(new Diagnostics(), Evidences.file("a.json", hostile));
          assertThat(readout.accounts())
              .as("%s: %s", source.name(), hostile)
              .hasSizeLessThanOrEqualTo(1);
          readout.accounts().forEach(account -> read.add(account.evidence()));
        }
      }
    }
    assertThat(read).as("most are still read by their source").hasSizeGreaterThan(500);
  }

  @Test
  void damage_breaks_nothing_and_no_row_is_lost() {
    Random random = new Random(11);
    int rows = 0;
    for (SourceDeclaration source : SourceLibrary.builtIn().declared()) {
      for (SampleText sample : source.samples()) {
        for (int i = 0; i < EACH; i++) {
          byte[] damaged = damaged(sample.text().getBytes(StandardCharsets.UTF_8), random);
          rows += rows(Evidences.file("a.json", damaged));
        }
      }
    }
    assertThat(rows).as("most is still read").isGreaterThan(1_000);
  }

  /** Reads a file as an export, with logs in it, or as a log. */
  private static int rows(EvidenceFile file) {
    SourceReader reader = Evidences.reader(new Diagnostics());
    Claims claims = reader.claim(List.of(file));
    List<FileAccount> accounts = new ArrayList<>(reader.read(claims).accounts());
    LogEngine engine =
        new LogEngine(
            FormatLibrary.builtIn(),
            Redactor.builtIn(null),
            ReadingRules.NONE,
            Limits.DEFAULT,
            new Diagnostics(),
            Progress.NONE,
            1);
    List<EvidenceFile> logs = new ArrayList<>();
    claims.wrapped().forEach(log -> logs.add(log.file()));
    if (!claims.left().isEmpty()) {
      logs.add(file);
    }
    accounts.addAll(engine.wrapping(claims.wrapped()).read(logs, () -> null).accounts());
    return accounts.stream().mapToInt(account -> (int) account.read()).sum();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    byte[] garbage =
        GARBAGE.get(random.nextInt(GARBAGE.size())).getBytes(StandardCharsets.ISO_8859_1);
    switch (random.nextInt(4)) {
      case 0 -> out.write(garbage, 0, garbage.length);
      case 1 -> {
        out.write(garbage, 0, garbage.length);
        out.write(bytes, to, bytes.length - to);
      }
      case 2 -> out.write(bytes, to, bytes.length - to);
      default -> {
        out.write(bytes, at, to - at);
        out.write(garbage, 0, garbage.length);
        out.write(bytes, at, bytes.length - at);
      }
    }
    return out.toByteArray();
  }

  private static String hostile(String text, Random random) {
    boolean stamp = random.nextInt(3) == 0 && STAMP.matcher(text).find();
    List<String> values = stamp ? STAMPS : NUMBERS;
    Matcher found = (stamp ? STAMP : NUMBER).matcher(text);
    List<int[]> places = new ArrayList<>();
    while (found.find()) {
      places.add(new int[] {found.start(), found.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    return text.substring(0, place[0])
        + values.get(random.nextInt(values.size()))
        + text.substring(place[1]);
  }
}
