package postmortem.source.system;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates as programs print them for people: {@code openssl x509} with {@code -text}, {@code
 * -dates}, {@code -subject} and the like, and {@code curl -v}.
 *
 * @param line where the first that is said of it stands, from 1
 * @param said what is said of it, as it is written
 * @param names the host names that it is for
 * @param lines all lines that say it
 */
record CertificateText(int line, Map<Fact, String> said, List<String> names, String lines) {

  /** What is said of a certificate. */
  enum Fact {
    SUBJECT("subject"),
    ISSUER("issuer"),
    SERIAL("serial(?: number)?"),
    BEFORE("not ?before|start date"),
    AFTER("not ?after|expire date");

    private final Pattern pattern;

    Fact(String names) {
      pattern = Pattern.compile("(?i)(?:\\*\\s+|\\s*)(?:" + names + ")\\s*[:=]\\s*(\\S.*)");
    }
  }

  private static final Pattern STAMP =
      Pattern.compile(
          "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4} GMT"
              + "|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ)\\s*");
  private static final Pattern DNS = Pattern.compile("\\bDNS:([^\\s,]{1,253})");
  private static final String HEADING = "Certificate:";
  private static final int MOST_NAMES = 10;
  private static final int MOST_LINES = 200_000;

  CertificateText {
    said = Map.copyOf(said);
    names = List.copyOf(names);
  }

  /** Whether a text shows one, with the times of both of its ends or of one. */
  static boolean isIn(String text) {
    for (String line : text.lines().limit(MOST_LINES).toList()) {
      if (line.isBlank()) {
        continue;
      }
      boolean words = line.startsWith(HEADING) || line.startsWith("* ") || fact(line) != null;
      return words && !all(text).isEmpty();
    }
    return false;
  }

  /** The certificates of which a text tells when they begin or end to be valid. */
  static List<CertificateText> all(String text) {
    List<CertificateText> all = new ArrayList<>();
    Map<Fact, String> said = new EnumMap<>(Fact.class);
    List<String> names = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    int first = 0;
    int number = 0;
    for (String line : text.lines().limit(MOST_LINES).toList()) {
      number++;
      Map.Entry<Fact, String> fact = fact(line);
      if (line.startsWith(HEADING) || (fact != null && said.containsKey(fact.getKey()))) {
        add(all, first, said, names, lines);
        said.clear();
        names.clear();
        lines.setLength(0);
        first = 0;
      }
      Matcher dns = DNS.matcher(line);
      boolean named = false;
      while (dns.find() && names.size() < MOST_NAMES) {
        names.add(dns.group(1));
        named = true;
      }
      if (fact != null || named) {
        first = first == 0 ? number : first;
        lines.append(lines.isEmpty() ? "" : "\n").append(line.strip());
      }
      if (fact != null) {
        said.put(fact.getKey(), fact.getValue());
      }
    }
    add(all, first, said, names, lines);
    return all;
  }

  private static void add(
      List<CertificateText> to,
      int line,
      Map<Fact, String> said,
      List<String> names,
      StringBuilder lines) {
    if (said.containsKey(Fact.BEFORE) || said.containsKey(Fact.AFTER)) {
      to.add(new CertificateText(line, said, names, lines.toString()));
    }
  }

  private static Map.@Nullable Entry<Fact, String> fact(String line) {
    for (Fact fact : Fact.values()) {
      Matcher matcher = fact.pattern.matcher(line);
      if (matcher.matches()) {
        String value = matcher.group(1).strip();
        boolean time = fact == Fact.BEFORE || fact == Fact.AFTER;
        return time && !STAMP.matcher(value).matches() ? null : Map.entry(fact, value);
      }
    }
    return null;
  }

  /** What is said; empty when nothing is. */
  String of(Fact fact) {
    return said.getOrDefault(fact, "");
  }

  /** What tells it from others, as far as it is said. */
  String identity() {
    return String.join(
            "\0",
            of(Fact.SERIAL),
            of(Fact.ISSUER),
            of(Fact.SUBJECT),
            of(Fact.BEFORE),
            of(Fact.AFTER))
        .toLowerCase(Locale.ROOT);
  }
}
