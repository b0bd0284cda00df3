package postmortem.source.tree;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table.
 *
 * @param separator between fields
 * @param names in lower case, with {@code _} for anything but letters and digits, without a zone in
 *     brackets; unique
 * @param titles as they stand in the header
 * @param line where the header stands; 0 where there is none
 * @param day the column with the day where the time of day has one of its own; -1 for none. Both
 *     together are the member {@code date_time}
 * @param timeOfDay the column with the time of day; -1 for none
 * @param printed how its lines are cut when a command printed it; null when separators do
 */
public record CsvColumns(
    char separator,
    List<String> names,
    List<String> titles,
    long line,
    int day,
    int timeOfDay,
    @Nullable PrintedTable printed) {

  /** No table. */
  public static final CsvColumns NONE = new CsvColumns(',', List.of(), List.of(), 1, -1, -1, null);

  private static final String BOTH = "date_time";

  /** The name of the member that day and time of day are together, in UTF-8. */
  public static byte[] both() {
    return BOTH.getBytes(StandardCharsets.UTF_8);
  }

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}@]+");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}@_#\"'][^={}\\[\\]<>]*(?: \\[[\\p{L}0-9:+-]+\\])?");
  private static final Pattern TIME = Pattern.compile("(?i)(date.?)?time(.?stamp)?|date");

  /** The notes of InfluxDB about its columns, and the separator for spreadsheets. */
  private static final Pattern ABOUT = Pattern.compile("#(datatype|group|default),.*|sep=.");

  /** Columns of the day and of the time of day, in the languages that spreadsheets are kept in. */
  private static final List<String> DAYS =
      List.of("date", "day", "datum", "tag", "fecha", "data", "date_utc");

  private static final List<String> TIMES_OF_DAY =
      List.of("time", "time_of_day", "uhrzeit", "zeit", "heure", "hora", "ora", "time_utc");

  private static final Pattern TIME_OF_DAY =
      Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[AaPp][Mm])?(?: ?\\S{1,6})?");

  private static final int LONGEST_HEADER = 16 << 10;
  private static final int MOST_ABOVE = 12;
  private static final int FEWEST_BELOW = 2;

  public CsvColumns {
    names = List.copyOf(names);
    titles = List.copyOf(titles);
  }

  /** The columns of a table without a header line, separated by commas. */
  public static CsvColumns of(List<String> names) {
    return new CsvColumns(',', names, names, 0, -1, -1, null);
  }

  /**
   * The columns that the first line names, or the first behind what some systems write about the
   * table; none when it does not look like a header.
   */
  public static CsvColumns ofHeader(byte[] bytes) {
    int from = 0;
    for (long number = 1; from < bytes.length; number++) {
      int end = from;
      while (end < bytes.length && end - from < LONGEST_HEADER && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, from, end - from, StandardCharsets.UTF_8).stripTrailing();
      if (!ABOUT.matcher(line).matches()) {
        return ofHeader(line, number);
      }
      from = end + 1;
    }
    return NONE;
  }

  /**
   * The columns that a line below the first names, where those above it are a title and notes about
   * the table, as spreadsheets have them; none when the first line is the header, or none is.
   */
  public static CsvColumns below(byte[] bytes) {
    int above = 0;
    int from = 0;
    for (long number = 1; from < bytes.length && number <= MOST_ABOVE; number++) {
      int end = from;
      while (end < bytes.length && end - from < LONGEST_HEADER && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, from, end - from, StandardCharsets.UTF_8).stripTrailing();
      CsvColumns columns = ofHeader(line, number);
      int named = (int) columns.titles.stream().filter(title -> !title.isBlank()).count();
      boolean header = named >= FEWEST_BELOW && named == columns.titles.size();
      if (header && number > 1 && named >= 2 * above) {
        return columns;
      }
      above = Math.max(above, filled(line));
      from = end + 1;
    }
    return NONE;
  }

  /** How many fields of a line above a table hold something, whatever separates them. */
  private static int filled(String line) {
    int most = line.isBlank() ? 0 : 1;
    for (char separator : SEPARATORS) {
      most =
          Math.max(
              most,
              (int) fields(line, separator).stream().filter(field -> !field.isBlank()).count());
    }
    return most;
  }

  private static CsvColumns ofHeader(String line, long number) {
    char best = 0;
    long most = 0;
    for (char separator : SEPARATORS) {
      long count = separators(line, separator);
      if (count > most) {
        most = count;
        best = separator;
      }
    }
    if (best == 0) {
      return NONE;
    }
    List<String> names = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    boolean timed = false;
    for (String field : fields(line, best)) {
      String name = field.strip();
      // Behind a column of time, what is measured may be named as in a query.
      if (!name.isEmpty() && !timed && !NAME.matcher(name).matches()) {
        return NONE;
      }
      timed |= names.isEmpty() && TIME.matcher(name).matches();
      names.add(unique(SaidZone.withoutZone(name), names));
      titles.add(name);
    }
    return of(best, names, titles, number, null);
  }

  /** How often a character stands outside of quotes. */
  private static long separators(String line, char separator) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      count += !quoted && line.charAt(i) == separator ? 1 : 0;
    }
    return count;
  }

  /** The columns of a table that a command printed. */
  static CsvColumns of(PrintedTable printed, List<String> titles, long line) {
    List<String> names = new ArrayList<>();
    titles.forEach(title -> names.add(unique(SaidZone.withoutZone(title), names)));
    return of(',', names, titles, line, printed);
  }

  private static CsvColumns of(
      char separator,
      List<String> names,
      List<String> titles,
      long line,
      @Nullable PrintedTable printed) {
    int day = first(names, DAYS);
    int timeOfDay = first(names, TIMES_OF_DAY);
    return new CsvColumns(separator, names, titles, line, day, timeOfDay, printed);
  }

  private static int first(List<String> names, List<String> wanted) {
    return wanted.stream().mapToInt(names::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private static String unique(String title, List<String> names) {
    String plain = OTHER.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("_");
    String unique = plain.isEmpty() ? "column" : plain;
    for (int i = 2; names.contains(unique); i++) {
      unique = plain + "_" + i;
    }
    return unique;
  }

  /** The same, with day and time of day in these columns. */
  public CsvColumns paired(String dayName, String timeName) {
    int dayAt = names.indexOf(dayName);
    int timeAt = names.indexOf(timeName);
    return new CsvColumns(separator, names, titles, line, dayAt, timeAt, printed);
  }

  /** Whether a record has as many fields as there are columns. */
  public boolean fit(byte[] record) {
    String text = new String(record, StandardCharsets.UTF_8).stripTrailing();
    return printed != null || fields(text, separator).size() == names.size();
  }

  /** Whether a command printed it, with blanks or lines between its columns. */
  public boolean isPrinted() {
    return printed != null;
  }

  /** Whether a command may have printed it: some fill up what tabs separate. */
  public boolean mayBePrinted() {
    return printed != null || separator == '\t';
  }

  /** Whether a line behind the header is a record, and not a line drawn or a count of rows. */
  public boolean isRecord(byte[] line) {
    if (printed != null) {
      return printed.isRecord(new String(line, StandardCharsets.UTF_8));
    }
    // psql writes it below tables without drawn lines as well.
    return names.size() < 2
        || line.length == 0
        || line[0] != '('
        || !PrintedTable.isCount(new String(line, StandardCharsets.UTF_8).strip());
  }

  /** How a column is called in the header; of members that are no columns, their name. */
  public String title(String name) {
    int at = names.indexOf(name);
    return at < 0 ? name : titles.get(at);
  }

  /** The zone that the title of a column says; a column of that name, as records call it. */
  public Optional<ZoneId> zone(String name) {
    int at = names.indexOf(name);
    if (at < 0 && name.equals(BOTH)) {
      return timeOfDay < 0 ? Optional.empty() : SaidZone.ofTitle(titles.get(timeOfDay));
    }
    return at < 0 ? Optional.empty() : SaidZone.ofTitle(titles.get(at));
  }

  /** The zone that the first column which says one says. */
  public Optional<ZoneId> zone() {
    return titles.stream().map(SaidZone::ofTitle).flatMap(Optional::stream).findFirst();
  }

  /** The fields of one record. */
  static List<String> fields(String record, char separator) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(record)) {
      for (CsvRecord one : reader) {
        return one.getFields();
      }
      return List.of();
    } catch (CsvParseException | java.io.IOException e) {
      return List.of(record.split(Pattern.quote(String.valueOf(separator)), -1));
    }
  }

  /** The record as an object of its columns. */
  public Tree.Obj tree(byte[] bytes) {
    String record = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    List<String> values = printed == null ? fields(record, separator) : printed.fields(record);
    Map<String, Tree> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String name = i < names.size() ? names.get(i) : "column_" + (i + 1);
      fields.put(name, new Tree.Text(0, bytes.length, value(values.get(i)), true));
    }
    if (day >= 0 && timeOfDay >= 0 && Math.max(day, timeOfDay) < values.size()) {
      String time = values.get(timeOfDay).strip();
      String date = values.get(day).strip();
      if (TIME_OF_DAY.matcher(time).matches() && !date.isEmpty() && date.indexOf(':') < 0) {
        fields.putIfAbsent(BOTH, new Tree.Text(0, bytes.length, date + ' ' + time, true));
      }
    }
    return new Tree.Obj(0, bytes.length, fields);
  }

  private String value(String field) {
    return separator == '\t' && field.endsWith(" ") ? field.strip() : field;
  }
}
