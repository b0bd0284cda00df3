package postmortem.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineCopyTest {

  private final List<Replacement> replacements = new ArrayList<>();

  private String copied(String text) throws IOException {
    StringBuilder out = new StringBuilder();
    Redactor.builtIn(null)
        .copy(new ByteArrayInputStream(text.getBytes(UTF_8)), out, replacements::add);
    return out.toString();
  }

  @Test
  void lines_and_their_ends_stay_and_each_replacement_is_reported_with_its_line()
      throws IOException {
    assertThat(copied("one\r\npassword=abc1 x\n\nmail ann@example.test and bob@example.test"))
        .isEqualTo(
            "one\r\npassword=[redacted:password] x\n\nmail [redacted:email] and [redacted:email]");
    assertThat(replacements)
        .containsExactly(
            new Replacement("password", 2),
            new Replacement("email", 4),
            new Replacement("email", 4));
  }

  @Test
  void a_private_key_loses_each_of_its_lines() throws IOException {
    String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    String key =
        "before\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
            + body
            + "\n"
            + body
            + "\nkQ==\n-----END RSA PRIVATE KEY-----\nafter MIIEvQIBADANBgkqhkiG9w0B\n";
    String marker = "[redacted:private-key]";
    assertThat(copied(key))
        .isEqualTo(
            "before\n"
                + marker
                + "\nProc-Type: 4,ENCRYPTED\n\n"
                + marker
                + "\n"
                + marker
                + "\n"
                + marker
                + "\n"
                + marker
                + "\nafter MIIEvQIBADANBgkqhkiG9w0B\n");
    assertThat(replacements.stream().map(Replacement::line).toList())
        .containsExactly(2L, 5L, 6L, 7L, 8L);
  }

  @Test
  void a_private_key_behind_the_prefix_of_a_logger_is_found_as_well() throws IOException {
    assertThat(
            copied(
                """
                Feb  9 10:05:23 db-1 app: -----BEGIN PRIVATE KEY-----
                Feb  9 10:05:23 db-1 app: MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7
                Feb  9 10:05:23 db-1 app: -----END PRIVATE KEY-----
                """))
        .isEqualTo("Feb  9 10:05:23 db-1 app: [redacted:private-key]\n".repeat(3));
  }

  @Test
  void a_key_that_never_ends_does_not_swallow_what_follows() throws IOException {
    StringBuilder text = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
    for (int i = 0; i < 10; i++) {
      text.append("line ").append(i).append(" of the log\n");
    }
    text.append("the digest is\nMIIEvQIBADANBgkqhkiG9w0B\n");
    assertThat(copied(text.toString())).contains("line 9 of the log\n", "\nMIIEvQIBADANBgkqhkiG");
  }

  @Test
  void a_line_longer_than_a_piece_loses_the_secret_on_the_border_too() throws IOException {
    String filler = "{\"n\":\"\u00e4bc\"},".repeat(10);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      text.append(filler);
      for (int j = i; j < i + 1; j++) {
        text.append("{\"password\":\"Zq").append(j).append("\"},");
      }
    }
    String out = copied(text + "\nnext\n");
    assertThat(out).doesNotContain("Zq").endsWith("\nnext\n");
    assertThat(out.lines().count()).isEqualTo(2);
    assertThat(replacements).hasSize(12_000).allMatch(r -> r.line() == 1);
  }

  @Test
  void copying_a_copy_changes_nothing() throws IOException {
    String once = copied("a ann@example.test\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n");
    assertThat(copied(once)).isEqualTo(once);
  }
}
