package postmortem.series;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Numbers for readers: two significant digits, thousands separated by a comma, a unit. Both values
 * of a pair are written in the same unit, which suits the smaller one.
 */
final class Amount {

  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final double TOLD = 1.2;

  /** From here on nobody thinks in milliseconds, however short it was before. */
  private static final double LONG_IN_SECONDS = 10;

  private static final double LONG_IN_MILLISECONDS = 10_000;
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private final double scale;
  private final String suffix;

  private Amount(double scale, String suffix) {
    this.scale = scale;
    this.suffix = suffix;
  }

  /**
   * How to write values of that unit; {@code own} is the source's word for one that we have not.
   */
  static Amount of(Meaning.Unit unit, String own, double a, double b) {
    double low = Math.min(Math.abs(a), Math.abs(b));
    double high = Math.max(Math.abs(a), Math.abs(b));
    switch (unit) {
      case RATIO -> {
        return new Amount(100, " %");
      }
      case PERCENT -> {
        return new Amount(1, " %");
      }
      case SECONDS -> {
        boolean small = (low > 0 ? low : high) < 1 && high < LONG_IN_SECONDS;
        return small ? new Amount(1_000, " ms") : new Amount(1, " s");
      }
      case MILLISECONDS -> {
        return high >= LONG_IN_MILLISECONDS ? new Amount(0.001, " s") : new Amount(1, " ms");
      }
      case BYTES -> {
        int power = 0;
        double of = low > 0 ? low : high;
        while (power + 1 < BYTES.length && of >= 1_024) {
          of /= 1_024;
          power++;
        }
        return new Amount(StrictMath.pow(1_024, -power), " " + BYTES[power]);
      }
      default -> {
        return new Amount(
            1, own.isBlank() || Meaning.unitOf(own) == Meaning.Unit.RATIO ? "" : " " + own.strip());
      }
    }
  }

  /** The value with its unit, as in {@code 2,500 ms}. */
  String text(double value) {
    double scaled = value * scale;
    // Of 99.95 % it is the rest that people look at.
    boolean nearlyAll = suffix.equals(" %") && scaled > 90 && scaled < 100;
    return (nearlyAll ? plain(HUNDRED.subtract(round(100 - scaled))) : number(scaled)) + suffix;
  }

  /**
   * The same for a value that was cut to four digits on its way: what is all but whole is whole.
   */
  String textOfFourDigits(double value) {
    double scaled = value * scale;
    double whole = Math.rint(scaled);
    return text(Math.abs(scaled - whole) <= Math.abs(whole) * 0.000_5 ? whole / scale : value);
  }

  /** The unit without a value; empty when there is none. */
  String unit() {
    return suffix.strip();
  }

  /** Two significant digits, whole numbers below 1,000 as they are. */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1_000;
    return plain(whole ? new BigDecimal(value) : round(value));
  }

  private static BigDecimal round(double value) {
    return new BigDecimal(value).round(TWO_DIGITS);
  }

  private static String plain(BigDecimal value) {
    DecimalFormat format =
        new DecimalFormat("#,##0.############", DecimalFormatSymbols.getInstance(Locale.ROOT));
    String text = format.format(value);
    return text.equals("-0") ? "0" : text;
  }

  /** How many times as large, as in {@code × 80}; empty where that says nothing. */
  static String factor(double before, double after) {
    if (before <= 0 || after <= 0 || Math.max(after / before, before / after) < TOLD) {
      return "";
    }
    return after >= before ? ", × " + number(after / before) : ", ÷ " + number(before / after);
  }
}
