package bench.generator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Text with variables in braces, such as {@code order {uuid} took {n:1-900} ms}: the words of one
 * log statement.
 */
final class Phrase {

  /** Writes one value of a variable. */
  private interface Variable {
    void write(Bytes out, Dice dice);
  }

  private static final Pattern NAMED = Pattern.compile("\\{([a-z0-9]+)(?::([^}]*))?\\}");

  private static final byte[][] USERS =
      words("ada ben cleo dora emil fay gus hana ivo june kofi lena milo nora otto pia quin rosa");
  private static final byte[][] HOSTS =
      words("web app db cache queue edge batch mail search proxy auth report");
  private static final byte[][] NOUNS =
      words(
          "invoice basket parcel ticket voucher profile session receipt refund label catalog price"
              + " stock image export webhook digest ledger quota banner");
  private static final byte[][] FOLDERS = words("srv var opt data spool uploads shared cache tmp");
  private static final byte[][] ENDINGS = words("log csv json gz pdf png conf lock db tmp");
  private static final byte[][] UNITS = words("B KB MB GB KiB MiB");
  private static final byte[][] SYLLABLES =
      IntStream.range(0, 21 * 5)
          .mapToObj(i -> "" + "bcdfghjklmnpqrstvwxyz".charAt(i / 5) + "aeiou".charAt(i % 5))
          .map(Bytes::of)
          .toArray(byte[][]::new);
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);

  private final Variable[] parts;
  private final String template;

  Phrase(String text) {
    List<Variable> all = new ArrayList<>();
    Matcher named = NAMED.matcher(text);
    int at = 0;
    while (named.find()) {
      literal(text.substring(at, named.start()), all);
      all.add(variable(named.group(1), named.group(2)));
      at = named.end();
    }
    literal(text.substring(at), all);
    parts = all.toArray(Variable[]::new);
    template = named.replaceAll("<*>");
  }

  void write(Bytes out, Dice dice) {
    for (Variable part : parts) {
      part.write(out, dice);
    }
  }

  /** With {@code <*>} for each variable. */
  String template() {
    return template;
  }

  private static void literal(String text, List<Variable> to) {
    if (!text.isEmpty()) {
      byte[] bytes = Bytes.of(text);
      to.add((out, dice) -> out.text(bytes));
    }
  }

  private static Variable variable(String name, String how) {
    return switch (name) {
      case "n" -> number(how == null ? "0-99999" : how);
      case "float" ->
          (out, dice) -> out.decimal(dice.below(900)).put('.').padded(dice.below(1000), 3);
      case "hex" -> {
        int digits = how == null ? 8 : Integer.parseInt(how);
        yield (out, dice) -> hex(out, dice, digits);
      }
      case "uuid" -> Phrase::uuid;
      case "ip" -> Phrase::ip;
      case "ip6" ->
          (out, dice) -> {
            out.text(IP6);
            hex(out, dice, 4);
            out.put(':').put(':');
            hex(out, dice, 3);
          };
      case "mac" ->
          (out, dice) -> {
            hex(out, dice, 2);
            for (int i = 0; i < 5; i++) {
              out.put(':');
              hex(out, dice, 2);
            }
          };
      case "port" -> (out, dice) -> out.decimal(dice.between(32768, 60999));
      case "user" -> (out, dice) -> out.text(dice.of(USERS));
      case "noun" -> (out, dice) -> out.text(dice.of(NOUNS));
      case "host" -> (out, dice) -> out.text(dice.of(HOSTS)).put('-').decimal(dice.between(1, 12));
      case "term" ->
          (out, dice) -> {
            for (int i = dice.between(3, 5); i > 0; i--) {
              out.text(dice.of(SYLLABLES));
            }
          };
      case "path" ->
          (out, dice) -> {
            out.put('/').text(dice.of(FOLDERS)).put('/').text(dice.of(NOUNS)).put('/');
            hex(out, dice, 6);
            out.put('.').text(dice.of(ENDINGS));
          };
      case "url" ->
          (out, dice) -> {
            out.text(HTTPS).text(dice.of(HOSTS)).text(DOMAIN).text(dice.of(NOUNS));
            out.put('/').decimal(dice.below(100_000));
          };
      case "email" ->
          (out, dice) -> {
            out.text(dice.of(USERS)).decimal(dice.below(1000)).text(MAIL);
          };
      case "b64" ->
          (out, dice) -> {
            long bits = dice.bits();
            for (int i = 0; i < 43; i++) {
              bits = i % 10 == 9 ? dice.bits() : bits >>> 6;
              out.put(BASE64[(int) bits & 63]);
            }
          };
      case "dur" ->
          (out, dice) -> {
            switch (dice.below(3)) {
              case 0 -> out.decimal(dice.between(1, 900)).text(MILLIS);
              case 1 -> out.decimal(dice.below(60)).put('.').decimal(dice.below(10)).put('s');
              default -> out.decimal(dice.between(1, 59)).put('m').decimal(dice.below(60)).put('s');
            }
          };
      case "size" ->
          (out, dice) -> {
            out.decimal(dice.below(1024)).put('.').decimal(dice.below(10));
            out.put(' ').text(dice.of(UNITS));
          };
      case "date" ->
          (out, dice) ->
              out.text(YEAR).padded(dice.between(1, 12), 2).put('-').padded(dice.between(1, 28), 2);
      case "money" ->
          (out, dice) -> out.decimal(dice.below(900)).put('.').padded(dice.below(100), 2);
      case "version" ->
          (out, dice) ->
              out.decimal(dice.below(9))
                  .put('.')
                  .decimal(dice.below(30))
                  .put('.')
                  .decimal(dice.below(50));
      case "of" -> {
        byte[][] choices = Stream.of(how.split("\\|", -1)).map(Bytes::of).toArray(byte[][]::new);
        yield (out, dice) -> out.text(dice.of(choices));
      }
      default -> throw new IllegalArgumentException("no such variable: " + name);
    };
  }

  private static final byte[] IP6 = Bytes.of("2001:db8:");
  private static final byte[] HTTPS = Bytes.of("https://");
  private static final byte[] DOMAIN = Bytes.of(".shop.example/api/");
  private static final byte[] MAIL = Bytes.of("@mail.example");
  private static final byte[] MILLIS = Bytes.of("ms");
  private static final byte[] YEAR = Bytes.of("2025-");
  private static final byte[][] NETS = words("192.0.2. 198.51.100. 203.0.113. 10.20.30. 10.9.4.");

  private static Variable number(String range) {
    int dash = range.indexOf('-', 1);
    int from = Integer.parseInt(range.substring(0, dash));
    int to = Integer.parseInt(range.substring(dash + 1));
    return (out, dice) -> out.decimal(dice.between(from, to));
  }

  private static void hex(Bytes out, Dice dice, int digits) {
    for (int left = digits; left > 0; left -= 16) {
      out.hex(dice.bits(), Math.min(16, left));
    }
  }

  private static void uuid(Bytes out, Dice dice) {
    long high = dice.bits();
    long low = dice.bits();
    out.hex(high, 8).put('-').hex(high >>> 32, 4).put('-').put('4').hex(high >>> 48, 3);
    out.put('-').put('a').hex(low, 3).put('-').hex(low >>> 12, 12);
  }

  static void ip(Bytes out, Dice dice) {
    out.text(dice.of(NETS)).decimal(dice.between(1, 254));
  }

  static byte[][] words(String words) {
    return Stream.of(words.split(" ", -1)).map(Bytes::of).toArray(byte[][]::new);
  }
}
