package postmortem.log.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.declaration.BuiltInFile;

class FormatErrorsTest {

  private static final String GOOD =
      """
      schema: 1
      name: shop
      title: Log of the shop
      url: https://shop.example/log
      patterns:
        - name: main
          pattern: '%{time} <%{level:level}> %{message}'
      time:
        layouts: [yyyy-MM-dd HH:mm:ss]
        zone: required
      level:
        field: level
      message: message
      samples:
        - line: '2025-02-09 10:05:23 <error> boom'
          expect: {time: '2025-02-09T10:05:23Z', level: error, message: boom}
      rejects:
        - 'no time'
      """;

  private static FormatLibrary load(String text) {
    return FormatLibrary.builtIn().with(List.of(BuiltInFile.of("shop.yaml", text)));
  }

  private static String mistake(String from, String to) {
    assertThat(GOOD).contains(from);
    try {
      load(GOOD.replace(from, to));
      return "";
    } catch (postmortem.diagnostic.DiagnosticException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void a_format_of_the_user_comes_first() {
    assertThat(load(GOOD).formats().get(0).name()).isEqualTo("shop");
    assertThat(
            load(GOOD.replace("name: shop", "name: access")).find("access").orElseThrow().title())
        .isEqualTo("Log of the shop");
  }

  @Test
  void no_samples() {
    int samples = GOOD.indexOf("samples:");
    assertThatThrownBy(() -> load(GOOD.substring(0, samples)))
        .hasMessage(
            """
            error[PM-F001]: the format \u201cshop\u201d has no samples
              --> shop.yaml:2:7
               | name: shop
               |       ^
              help: add samples: a list of {line, expect} with what each line yields; a format without samples does not load
            """);
  }

  @Test
  void lines_that_go_on_are_of_a_pattern_that_there_is() {
    assertThat(mistake("message: message\n", "message: message\nfurther: [trace]\n"))
        .contains("PM-F009")
        .contains("there is no pattern \u201ctrace\u201d");
  }

  @Test
  void a_pattern_that_takes_nearly_every_line() {
    assertThat(mistake("%{time} <%{level:level}> %{message}", "%{level} %{message}"))
        .isEqualTo(
            """
            error[PM-F002]: this pattern takes nearly every line
              --> shop.yaml:7:15
               |     pattern: '%{level} %{message}'
               |               ^
              help: give a field a type, as in %{status:int}, name the time, as %{time}, or use a literal of three bytes
            """);
  }

  @Test
  void a_pattern_that_no_sample_hits() {
    assertThat(mistake("time:\n", "  - name: other\n    pattern: '[%{time}] %{message}'\ntime:\n"))
        .startsWith("error[PM-F003]: no sample is matched by the pattern \u201cother\u201d\n");
  }

  @Test
  void an_unknown_type() {
    assertThat(mistake("%{level:level}", "%{level:levle}"))
        .isEqualTo(
            """
            error[PM-F004]: unknown type \u201clevle\u201d
              --> shop.yaml:7:32
               |     pattern: '%{time} <%{level:levle}> %{message}'
               |                                ^
              help: did you mean \u201clevel\u201d?
            """);
  }

  @Test
  void a_mistake_in_a_layout() {
    assertThat(mistake("yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"))
        .isEqualTo(
            """
            error[PM-F005]: not a layout: the letter T means nothing here; as text it stands in quotes
              --> shop.yaml:9:23
               |   layouts: [yyyy-MM-ddTHH:mm:ss]
               |                       ^
              help: letters stand for parts of a time, as in yyyy-MM-dd HH:mm:ss.SSSX
            """);
  }

  @Test
  void a_sample_that_yields_something_else() {
    assertThat(mistake("level: error,", "level: warning,"))
        .isEqualTo(
            """
            error[PM-F006]: the sample yields another level: \u201cerror\u201d
              --> shop.yaml:16:51
               |     expect: {time: '2025-02-09T10:05:23Z', level: warning, message: boom}
               |                                                   ^
              help: correct what the sample expects, or what the format reads
            """);
  }

  @Test
  void a_reject_that_matches() {
    assertThat(mistake("'no time'", "'2025-02-09 10:05:24 <info> ok'"))
        .isEqualTo(
            """
            error[PM-F007]: a line that must be rejected is matched
              --> shop.yaml:18:5
               |   - '2025-02-09 10:05:24 <info> ok'
               |     ^
              note: by the pattern \u201cmain\u201d
              help: make the pattern stricter, or take the line out of rejects
            """);
  }

  @Test
  void a_sample_that_does_not_match() {
    assertThat(mistake("<error> boom", "<oops> boom"))
        .startsWith(
            """
            error[PM-F012]: sample does not match any pattern
              --> shop.yaml:15:11
               | 2025-02-09 10:05:23 <oops> boom
               |                      ^ matched up to here
              note: tried \u201cmain\u201d
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%{time} <%{level:level | PM-F008 | the field is not closed",
        "%{time} {? <%{level:level}> | PM-F008 | the optional part is not closed",
        "%{time}{??} | PM-F008 | the optional part is empty",
        "%{a}%{b:int} %{time} | PM-F008 | nothing says where the field before this one ends",
        "%{time} %{time} | PM-F008 | a second time in one pattern",
        "%{time:int} x | PM-F008 | the time has layouts, not a type",
        "%{level:0} %{time} | PM-F008 | a field cannot have width 0",
        "%{!} %{time} | PM-F008 | is not a field",
        "<%{level:level}> %{message} | PM-F009 | does not say where the time is",
        "%{time} <%{lvl:level}> %{message} | PM-F009 | no pattern has a field",
      })
  void a_mistake_in_a_pattern(String pattern, String code, String message) {
    assertThat(mistake("%{time} <%{level:level}> %{message}", pattern))
        .startsWith("error[" + code + "]")
        .contains(message);
  }

  @Test
  void a_regular_expression_that_is_none() {
    assertThat(mistake("pattern: '%{time} <%{level:level}> %{message}'", "regex: '(?<time>['"))
        .startsWith("error[PM-F010]: not a regular expression:");
  }

  @Test
  void a_sample_that_does_not_say_its_time() {
    assertThat(mistake("time: '2025-02-09T10:05:23Z', ", ""))
        .startsWith("error[PM-F011]: a sample must say which time and which level it yields");
  }

  @Test
  void a_name_that_is_none() {
    assertThat(mistake("name: shop", "name: My Shop"))
        .startsWith("error[PM-F013]: \u201cMy Shop\u201d is no name for a format");
  }

  @Test
  void a_key_behind_the_samples() {
    assertThat(mistake("rejects:\n", "message: message\nrejects:\n").lines().findFirst())
        .hasValue("error[PM-D002]: the key \u201cmessage\u201d stands here twice");
    assertThat(mistake("message: message\nsamples:", "samples:").isEmpty()).isFalse();
    assertThat(mistake("rejects:\n", "service: message\nrejects:\n"))
        .startsWith("error[PM-F014]: \u201cservice\u201d stands behind the samples");
  }

  @Test
  void a_further_line_of_a_sample_that_is_a_record_of_its_own() {
    assertThat(
            mistake(
                "'2025-02-09 10:05:23 <error> boom'",
                "\"2025-02-09 10:05:23 <error> boom\\n2025-02-09 10:05:24 <error> bang\""))
        .startsWith("error[PM-F015]: a further line of the sample starts a record of its own");
  }

  @Test
  void a_regular_expression_runs_within_its_steps() {
    String text =
        GOOD.replace(
                "pattern: '%{time} <%{level:level}> %{message}'",
                "regex: '(?<time>[-0-9: ]{19}) <(?<level>[a-z]+)> (?<message>(a+)+b|boom)'")
            .replace("'no time'", "'2025-02-09 10:05:23 <error> " + "a".repeat(60) + "c'");
    LogFormat format = load(text).find("shop").orElseThrow();
    byte[] said = "2025-02-09 10:05:23 <error> boom".getBytes(UTF_8);
    assertThat(format.match(said, 0, said.length, new LogRecord())).isTrue();
    byte[] endless = ("2025-02-09 10:05:23 <error> " + "a".repeat(60) + "c").getBytes(UTF_8);
    assertThat(format.match(endless, 0, endless.length, new LogRecord())).isFalse();
  }
}
