package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.diagnostic.Diagnostic;

class FormatSamplesTest {

  private static final FormatLibrary LIBRARY = FormatLibrary.builtIn();

  static Stream<LogFormat> formats() {
    return LIBRARY.formats().stream();
  }

  @Test
  void every_file_of_the_folder_is_a_format_of_its_name() {
    assertThat(LIBRARY.formats().stream().map(format -> format.name() + ".yaml"))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(
            BuiltInFiles.list("formats").stream().map(BuiltInFile::name).toList());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void samples_yield_what_they_say_and_rejects_are_rejected(LogFormat format) {
    assertThat(
            FormatCheck.run(format).stream()
                .map(Diagnostic::toString)
                .collect(Collectors.joining()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_format_has_samples_that_expect_something_and_lines_it_must_not_take(LogFormat format) {
    assertThat(format.declared().fields().list("samples", FormatSample::read))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.expect()).isNotEmpty());
    assertThat(format.declared().fields().list("rejects", node -> node)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void no_format_of_the_same_or_an_earlier_rank_takes_the_samples(LogFormat format) {
    LogRecord record = new LogRecord();
    List<String> claims = new ArrayList<>();
    for (String sample : FormatCheck.samples(format)) {
      byte[] line = sample.lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
      for (LogFormat other : LIBRARY.formats()) {
        if (other != format
            && isBefore(other, format)
            && other.match(line, 0, line.length, record)) {
          claims.add(other.name() + " takes " + sample);
        }
      }
    }
    assertThat(claims).isEmpty();
  }

  /** Inside of envelopes lines that say nothing but a level are tried in the order of names. */
  private static boolean isBefore(LogFormat other, LogFormat format) {
    return format.standsAlone()
        ? other.rank().compareTo(format.rank()) <= 0
        : LIBRARY.formats().indexOf(other) < LIBRARY.formats().indexOf(format);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_line_cut_anywhere_never_fails_otherwise_than_by_not_matching(LogFormat format) {
    LogRecord record = new LogRecord();
    for (String sample : FormatCheck.samples(format)) {
      byte[] line = sample.lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
      for (int end = 0; end <= line.length; end++) {
        format.match(line, 0, end, record);
        assertThat(record.failedAt()).isBetween(0, end);
      }
    }
  }
}
