package postmortem.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackbox.BadCases;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.declaration.BuiltInFile;
import postmortem.diagnostic.DiagnosticException;

final class RedactorTest {

  private static final Redactor REDACTOR = Redactor.builtIn(null);
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request 6ba7b810-9dad-11d1-80b4-00c04fd430c8 took 35 ms",
        "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904 merged",
        "trace_id=0af7651916cd43dd8448eb211c80319c span_id=b7ad6b7169203331",
        "{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"level\":\"error\"}",
        "token_type=bearer expires_in=3600",
        "passwords=3 tokens=17 max_tokens=4096 secrets: 2",
        "FATAL: password authentication failed for user \"orders\"",
        "ERROR: syntax error at or near token \"FROM\"",
        "Unexpected token < in JSON at position 0",
        "Connection refused: Redis at 127.0.0.1:6379",
        "at user (src/services/user.ts:45:13)",
        "java.lang.OutOfMemoryError: Java heap space",
        "10.0.0.7 - - [09/Feb/2025:10:05:23 +0000] \"GET /api/orders?page=2 HTTP/1.1\" 502 157",
        "image registry.example.test/orders@sha256:"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "cache key=orders:42:summary hit=false",
        "deploy v2.3.0 to eu-central-1 by @ann",
        "kubelet MountVolume.SetUp failed for volume \"tls\" : secret \"orders-tls\" not found",
        "enableUserCache false -> true",
        "dedup_key=srv01/HighErrorRate incident_key=checkout-errors-2025",
        "pool exhausted (20 of 20), author unknown, authority: eu",
        "author: ann, authenticated=true, authz=deny",
        "https://example.test/runbook#step-2",
        "duration: 00:34:37 (2077 s)",
      })
  void ordinary_text_is_left_alone(String text) {
    assertThat(REDACTOR.text(text)).isEqualTo(text);
  }

  @Test
  void names_of_fields_decide_about_their_values() {
    assertThat(REDACTOR.value("password", "x1")).isEqualTo("[redacted:password]");
    assertThat(REDACTOR.value("spring.datasource.password", "x1")).isEqualTo("[redacted:password]");
    assertThat(REDACTOR.value("clientSecret", "x1")).isEqualTo("[redacted:password]");
    assertThat(REDACTOR.value("access_token", "a1b2c3d4")).isEqualTo("[redacted:secret]");
    assertThat(REDACTOR.value("Authorization", "Basic YTpi1"))
        .isEqualTo("[redacted:authorization]");
    assertThat(REDACTOR.value("token_type", "bearer")).isEqualTo("bearer");
    assertThat(REDACTOR.value("max_tokens", "4096")).isEqualTo("4096");
    assertThat(REDACTOR.value("password", "")).isEmpty();
    assertThat(REDACTOR.value("message", "login of ann@example.test"))
        .isEqualTo("login of [redacted:email]");
  }

  @Test
  void with_a_key_equal_secrets_look_equal_and_others_do_not() {
    Redactor keyed = Redactor.builtIn("k1");
    String text = keyed.text("password=abc1 password=abc1 password=abc2");
    List<String> words = List.of(text.split(" ", -1));
    assertThat(words.get(0)).matches("password=\\[redacted:password:[0-9a-f]{8}]");
    assertThat(words.get(1)).isEqualTo(words.get(0));
    assertThat(words.get(2)).isNotEqualTo(words.get(0));
    assertThat(Redactor.builtIn("k2").text("password=abc1")).isNotEqualTo(words.get(0));
    assertThat(keyed.text(text)).isEqualTo(text);
  }

  @Test
  void several_secrets_of_one_line_are_all_replaced() {
    assertThat(
            REDACTOR.text(
                "ann@example.test sent password=abc1 to redis://u:pw9@cache/0 as token=zz9zz9"))
        .isEqualTo(
            "[redacted:email] sent password=[redacted:password] to"
                + " redis://u:[redacted:url-password]@cache/0 as token=[redacted:secret]");
  }

  @Test
  void bytes_that_are_not_utf_8_do_not_hide_a_secret() {
    byte[] bytes = "\u00ff password=abc1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(REDACTOR.text(bytes, 0, bytes.length))
        .isEqualTo("\ufffd password=[redacted:password]");
    byte[] part = "xxpassword=abc1yy".getBytes(UTF_8);
    assertThat(REDACTOR.text(part, 2, 15)).isEqualTo("password=[redacted:password]");
  }

  /** The limit is a number of steps, so this cannot depend on the machine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "_",
        "-",
        ".",
        "=",
        ":",
        "\"",
        "\\",
        " ",
        "@",
        "%",
        "a@",
        "a.b@c.d.",
        "://",
        "http://a:",
        "password=",
        "password=a,b",
        "\"password\":\"\\",
        "token,",
        "key=",
        "eyJ",
        "eyJa.",
        "-----BEGIN PRIVATE KEY-----",
        "cookie: a=",
        "Authorization: ",
        "bearer ",
        "curl -u ",
        "kind: Secret\n",
        "amz secret ",
        "gcp=",
        "[redacted:",
        "[redacted:x]",
        "secret_",
        "mysql -u ",
        "mysql -p\"",
        "sshpass ",
        "htpasswd -b a ",
        "echo a | ",
        "net use \\\\a ",
        "curl -u a",
        "--password ",
        "--a-b-c-d-e-f",
        "create secret --from-literal=a",
        "A_A_A_A_A_A_",
        "{Password:",
        "user password 'a",
        "$6$",
        "requirepass ",
        ":secretsmanager:a:123456789012:secret:"
      })
  void a_hostile_megabyte_is_searched_within_its_limit_of_steps(String fragment) {
    String text = fragment.repeat(MEGABYTE / 8 / fragment.length());
    assertThat(REDACTOR.text(text)).doesNotContain(Rules.UNCHECKED);
  }

  @Test
  void what_cannot_be_checked_is_not_shown() {
    String rule =
        """
        schema: 1
        name: slow
        title: slow
        url: https://example.test/
        keywords: [aaaa]
        patterns:
          - 'a{0,900}a{0,900}a{0,900}[bc]'
        samples:
          - text: aaaab
            expect: '[redacted:slow]'
        rejects:
          - aaaa
        """;
    Rules rules = new Rules(List.of(BuiltInFile.of("slow.yaml", rule)));
    String text = "a".repeat(2000);
    assertThat(rules.hits(text))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.rule().name()).isEqualTo("unchecked");
              assertThat(hit.start()).isZero();
              assertThat(hit.end()).isEqualTo(2000);
            });
  }

  @Test
  void redacting_random_mixtures_again_changes_nothing() {
    String[] pieces = {
      "password=",
      "abc1",
      " ",
      "\"",
      ":",
      "token",
      "=",
      "ann@example.test",
      "[redacted:email]",
      "://",
      "u:p@",
      "Bearer ",
      "a1b2c3d4e5f6a7b8c9d0",
      ",",
      "\\",
      "cookie: ",
      ";",
      "x",
      "key",
      "-----BEGIN PRIVATE KEY-----",
      "\n",
      "'",
      "]",
      "[redacted:",
      "secret"
    };
    Random random = new Random(20250209);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String once = REDACTOR.text(text.toString());
      assertThat(REDACTOR.text(once)).as(text.toString()).isEqualTo(once);
    }
  }

  @Test
  void a_rule_that_is_none_does_not_load() {
    String rule =
        """
        schema: 1
        name: bare
        title: bare
        url: https://example.test/
        keywords: [abc]
        patterns:
          - abc
        """;
    refused("PM-R001-no-samples", "bare.yaml", rule);
    refused("PM-R002-another-name", "other.yaml", rule);
    refused("PM-R003-no-keywords", "bare.yaml", rule.replace("[abc]", "[]"));
    refused("PM-R004-bad-expression", "bare.yaml", rule.replace("- abc", "- a(bc"));
    refused("PM-R005-no-such-part", "bare.yaml", rule.replace("- abc", "- a(?&bc)"));
  }

  private static void refused(String name, String file, String rule) {
    assertThatThrownBy(() -> Rule.read(file, rule))
        .isInstanceOfSatisfying(
            DiagnosticException.class, e -> BadCases.check(name, e.diagnostics()));
  }
}
