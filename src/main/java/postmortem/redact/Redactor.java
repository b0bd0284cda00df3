package postmortem.redact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The wall: the one way from evidence to text. A string that anybody may show, store or compare is
 * one that came out of here. Thread-safe.
 *
 * <p>A secret is replaced by {@code [redacted:<rule>]}, with a key by {@code [redacted:<rule>:<8
 * hex digits>]}, the beginning of HMAC-SHA-256 over the secret: equal secrets look equal, and
 * nobody without the key can try guesses. Redacting what was redacted changes nothing. Cut only
 * after redacting: half a secret is found by no rule.
 */
public final class Redactor {

  private static final int PSEUDONYM_BYTES = 4;

  private final Rules rules = Rules.builtIn();
  private final byte @Nullable [] key;

  private Redactor(byte @Nullable [] key) {
    this.key = key;
  }

  /**
   * A redactor with the built-in rules.
   *
   * @param key makes replacements stable pseudonyms; null or empty replaces without them
   */
  public static Redactor builtIn(@Nullable String key) {
    return new Redactor(key == null || key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a byte range, read as UTF-8 with replacement characters, without its secrets. */
  public String text(byte[] bytes, int from, int to) {
    return text(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  /** Text that a parser already decoded (a JSON string, a CSV field), without its secrets. */
  public String text(String decoded) {
    return text(decoded, rule -> {});
  }

  /** The same; {@code report} is told the rule of every replacement. */
  String text(String decoded, Consumer<String> report) {
    String text = decoded;
    List<Hit> hits = rules.hits(text);
    while (!hits.isEmpty()) {
      // A replacement can show what stood in the shadow of a secret. It ends: each round leaves
      // less that is not a replacement.
      hits.forEach(hit -> report.accept(hit.rule().name()));
      text = replaced(text, hits);
      hits = rules.hits(text);
    }
    return text;
  }

  /**
   * The value of a named field without its secrets: under a name such as {@code password} all of it
   * is one.
   */
  public String value(String name, String decoded) {
    Rule rule = decoded.isEmpty() ? null : rules.ofField(name, decoded);
    if (rule == null) {
      return text(decoded);
    }
    String redacted = text(decoded);
    return isMarker(redacted) ? redacted : marker(rule.name(), decoded);
  }

  /**
   * Copies a text without its secrets, line by line: as many lines, with the line ends that they
   * have. A private key that spans lines loses each of them.
   *
   * @param in UTF-8; read to its end, not closed
   * @param out gets the text
   * @param report told of every replacement, in order
   * @throws IOException from {@code in} or {@code out}; what was read before is written
   */
  public void copy(InputStream in, Appendable out, Consumer<Replacement> report)
      throws IOException {
    new LineCopy(this, in, out, report).run();
  }

  /** The secrets of a text. */
  List<Hit> hits(String text) {
    return rules.hits(text);
  }

  private String replaced(String text, List<Hit> hits) {
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    for (Hit hit : hits) {
      out.append(text, done, hit.start());
      out.append(marker(hit.rule().name(), text.substring(hit.start(), hit.end())));
      done = hit.end();
    }
    return out.append(text, done, text.length()).toString();
  }

  /** What stands in a secret's place. */
  String marker(String rule, String secret) {
    String pseudonym = key == null ? "" : ":" + pseudonym(key, secret);
    return "[redacted:" + rule + pseudonym + "]";
  }

  private static boolean isMarker(String text) {
    return text.startsWith("[redacted:") && text.indexOf(']') == text.length() - 1;
  }

  private static String pseudonym(byte[] key, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] hash = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
