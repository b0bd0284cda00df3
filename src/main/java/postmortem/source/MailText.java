package postmortem.source;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail or a part of one (RFC 5322, RFC 2045 to 2047), raw: its header and the words in it. What
 * it gives has to be redacted.
 *
 * @param header fields by their names in lower case, unfolded and decoded; of several the first
 * @param body what stands below, one character for each byte
 */
record MailText(Map<String, String> header, String body) {

  private static final int DEEPEST = 8;
  private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,60}):[ \\t]*(.*)");
  private static final Pattern WORD =
      Pattern.compile("=\\?([A-Za-z0-9_-]{2,40})(?:\\*[^?]*)?\\?([BbQq])\\?([^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)[ \\t]+(=\\?)");
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,100})\"|([^;\\s]{1,100}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9_.:-]{2,40})", Pattern.CASE_INSENSITIVE);

  MailText {
    header = Map.copyOf(header);
  }

  /**
   * Reads a mail.
   *
   * @param raw one character for each byte, lines ended by {@code \n}
   */
  static MailText of(String raw) {
    Map<String, String> header = new LinkedHashMap<>();
    String name = "";
    int at = 0;
    while (at < raw.length()) {
      int end = raw.indexOf('\n', at);
      int to = end < 0 ? raw.length() : end;
      String line = raw.substring(at, to);
      at = to + 1;
      if (line.isBlank()) {
        break;
      }
      Matcher field = FIELD.matcher(line);
      if (Character.isWhitespace(line.charAt(0))) {
        header.computeIfPresent(name, (key, value) -> value + " " + line.strip());
      } else if (field.matches()) {
        String key = field.group(1).toLowerCase(Locale.ROOT);
        // What a field said before counts: its continuation must not go to another one.
        name = header.putIfAbsent(key, field.group(2)) == null ? key : "";
      }
    }
    header.replaceAll((key, value) -> decoded(value));
    return new MailText(header, raw.substring(Math.min(at, raw.length())));
  }

  /** A field of the header; empty when there is none. */
  String field(String name) {
    return header.getOrDefault(name, "");
  }

  /** The words of the mail: the first plain text in it, else the first HTML; else empty. */
  String words() {
    return words("text/plain", DEEPEST).or(() -> words("text/html", DEEPEST)).orElse("");
  }

  private Optional<String> words(String wanted, int deepest) {
    String type = field("content-type").isEmpty() ? "text/plain" : field("content-type");
    String kind = type.toLowerCase(Locale.ROOT);
    if (kind.startsWith("multipart/") && deepest > 0) {
      Matcher boundary = BOUNDARY.matcher(type);
      if (!boundary.find()) {
        return Optional.empty();
      }
      String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
      String[] parts = ("\n" + body).split(Pattern.quote("\n" + mark), -1);
      for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
        Optional<String> words =
            of(parts[i].substring(parts[i].indexOf('\n') + 1)).words(wanted, deepest - 1);
        if (words.isPresent()) {
          return words;
        }
      }
      return Optional.empty();
    }
    if (!kind.startsWith(wanted)
        || field("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment")) {
      return Optional.empty();
    }
    Matcher charset = CHARSET.matcher(type);
    String text =
        decoded(
            bytes(body, field("content-transfer-encoding")),
            charset.find() ? charset.group(1) : "utf-8");
    return Optional.of(wanted.equals("text/html") ? HtmlText.of(text) : text)
        .filter(words -> !words.isBlank());
  }

  private static byte[] bytes(String text, String encoding) {
    byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(text);
      case "quoted-printable" -> quoted(raw, false);
      default -> raw;
    };
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.strip().getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }

  private static byte[] quoted(byte[] raw, boolean header) {
    ByteBuffer out = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '=' && high >= 0 && low >= 0) {
        out.put((byte) (high * 16 + low));
        i += 2;
      } else if (raw[i] == '=' && i + 1 < raw.length && raw[i + 1] == '\n') {
        i++;
      } else if (raw[i] == '=' && i + 2 < raw.length && raw[i + 2] == '\n') {
        i += 2;
      } else {
        out.put(header && raw[i] == '_' ? (byte) ' ' : raw[i]);
      }
    }
    byte[] decoded = new byte[out.position()];
    out.flip();
    out.get(decoded);
    return decoded;
  }

  private static String decoded(byte[] bytes, String charset) {
    try {
      return new String(bytes, Charset.forName(charset));
    } catch (IllegalArgumentException unknown) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A field with its encoded words decoded; what is not encoded is UTF-8. */
  private static String decoded(String value) {
    String joined = BETWEEN_WORDS.matcher(value).replaceAll("$1$2");
    Matcher word = WORD.matcher(joined);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (word.find()) {
      out.append(utf8(joined.substring(from, word.start())));
      byte[] bytes =
          word.group(2).equalsIgnoreCase("b")
              ? base64(word.group(3))
              : quoted(word.group(3).getBytes(StandardCharsets.ISO_8859_1), true);
      out.append(decoded(bytes, word.group(1)));
      from = word.end();
    }
    return out.append(utf8(joined.substring(from))).toString();
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
