package postmortem.event;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log said, and behind it how many of its records say so: {@code refused; 131 records, 2
 * templates}. The words behind the text are ours, stand with every error and say nothing of it; so
 * what writes them and what takes them off again is the same.
 *
 * @param text what was said
 * @param records how many say it, in words; empty where none are counted
 */
public record CountedText(String text, String records) {

  private static final Pattern LINE =
      Pattern.compile("(?<text>.*); (?<records>[0-9,]+ records?)(?:, [0-9,]+ templates)?");

  /** One line for a reader. */
  public static String line(String text, long records, int templates) {
    return text
        + "; "
        + records(records)
        + (templates > 1 ? ", " + whole(templates) + " templates" : "");
  }

  /** What stands in the summary of an event: of a first sight apart, of others as a whole. */
  public static CountedText of(Event event) {
    Matcher line = LINE.matcher(event.summary());
    return event.type() == EventType.FIRST_SEEN && line.matches()
        ? new CountedText(line.group("text"), line.group("records"))
        : new CountedText(event.summary(), "");
  }

  /** Whether it says how many records there are. */
  public boolean isCounted() {
    return !records.isEmpty();
  }

  /** A number of records, in words. */
  public static String records(long count) {
    return whole(count) + (count == 1 ? " record" : " records");
  }

  /** A whole number as it is read most easily: {@code 12,345}. */
  public static String whole(long number) {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
  }
}
