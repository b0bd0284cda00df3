package postmortem.source.tree;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as exports write them: plain, with separators, or formatted with a unit. */
public final class Numbers {

  /**
   * A number in the base unit of its kind.
   *
   * @param value finite
   * @param unit {@code s}, {@code bytes}, {@code %} or as written; empty for none
   */
  public record Amount(double value, String unit) {}

  /** What is written where there is no number; infinity says nothing about a level either. */
  private static final Set<String> NOTHING =
      Set.of(
          "",
          "-",
          "--",
          "null",
          "nil",
          "none",
          "nan",
          "n/a",
          "na",
          "undefined",
          "no data",
          "inf",
          "+inf",
          "-inf",
          "infinity",
          "+infinity",
          "-infinity",
          "\u221e",
          "-\u221e");

  private static final Pattern FORMATTED =
      Pattern.compile(
          "([-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?)\\s*([%\\p{L}\u00b5\u03bc/\u00b0. ]{0,16})");
  private static final Pattern THOUSANDS =
      Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");

  /** What units that a display picks by size are in the base unit. */
  private static final Map<String, Amount> SCALES =
      Map.ofEntries(
          Map.entry("ns", new Amount(1e-9, "s")),
          Map.entry("us", new Amount(1e-6, "s")),
          Map.entry("\u00b5s", new Amount(1e-6, "s")),
          Map.entry("\u03bcs", new Amount(1e-6, "s")),
          Map.entry("ms", new Amount(1e-3, "s")),
          Map.entry("s", new Amount(1, "s")),
          Map.entry("min", new Amount(60, "s")),
          Map.entry("mins", new Amount(60, "s")),
          Map.entry("hour", new Amount(3600, "s")),
          Map.entry("hours", new Amount(3600, "s")),
          Map.entry("B", new Amount(1, "bytes")),
          Map.entry("kB", new Amount(1e3, "bytes")),
          Map.entry("KB", new Amount(1e3, "bytes")),
          Map.entry("MB", new Amount(1e6, "bytes")),
          Map.entry("GB", new Amount(1e9, "bytes")),
          Map.entry("TB", new Amount(1e12, "bytes")),
          Map.entry("KiB", new Amount(1024, "bytes")),
          Map.entry("MiB", new Amount(1048576, "bytes")),
          Map.entry("GiB", new Amount(1073741824, "bytes")),
          Map.entry("TiB", new Amount(1099511627776.0, "bytes")),
          Map.entry("K", new Amount(1e3, "")),
          Map.entry("k", new Amount(1e3, "")),
          Map.entry("Mil", new Amount(1e6, "")),
          Map.entry("M", new Amount(1e6, "")),
          Map.entry("Bil", new Amount(1e9, "")),
          Map.entry("G", new Amount(1e9, "")));

  private Numbers() {}

  /** Whether it says that there is no number. */
  public static boolean isNothing(String raw) {
    return raw.length() < 12 && NOTHING.contains(raw.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether it is a number, or a word for one that is none. */
  public static boolean isNumber(String raw) {
    return isNothing(raw) || parse(raw).isPresent();
  }

  /** The number; empty when it is none. */
  public static Optional<Amount> parse(String raw) {
    String text = raw.strip();
    if (text.isEmpty() || text.length() > 40) {
      return Optional.empty();
    }
    char last = text.charAt(text.length() - 1);
    if (last >= '0' && last <= '9' && text.indexOf(',') < 0) {
      return plain(text, 1, "");
    }
    Matcher formatted = FORMATTED.matcher(text);
    if (!formatted.matches()) {
      return Optional.empty();
    }
    String digits = formatted.group(1);
    if (THOUSANDS.matcher(digits).matches()) {
      digits = digits.replace(",", "");
    } else if (DECIMAL_COMMA.matcher(digits).matches()) {
      digits = digits.replace(',', '.');
    }
    String unit = formatted.group(2).strip();
    Amount scale = SCALES.get(unit);
    if (scale != null) {
      return plain(digits, scale.value(), scale.unit());
    }
    // Such as "1.2 K req/s": a scale and what is counted.
    int blank = unit.indexOf(' ');
    Amount counted = blank < 0 ? null : SCALES.get(unit.substring(0, blank));
    return counted != null && counted.unit().isEmpty()
        ? plain(digits, counted.value(), unit.substring(blank + 1))
        : plain(digits, 1, unit);
  }

  private static Optional<Amount> plain(String digits, double scale, String unit) {
    try {
      double value = Double.parseDouble(digits) * scale;
      return Double.isFinite(value) ? Optional.of(new Amount(value, unit)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
