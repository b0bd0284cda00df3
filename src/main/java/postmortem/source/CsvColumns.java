package postmortem.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The columns of a table.
 *
 * @param separator between fields
 * @param names in lower case, with {@code _} for anything but letters and digits; unique
 * @param titles as they stand in the header
 * @param line where the header stands; 0 where there is none
 */
record CsvColumns(char separator, List<String> names, List<String> titles, long line) {

  /** No table. */
  static final CsvColumns NONE = new CsvColumns(',', List.of(), List.of(), 1);

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}@]+");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}@_#\"'][^={}\\[\\]<>]*(?: \\[[\\p{L}0-9:+-]+\\])?");
  private static final Pattern TIME = Pattern.compile("(?i)(date.?)?time(.?stamp)?|date");

  /** The notes of InfluxDB about its columns, and the separator for spreadsheets. */
  private static final Pattern ABOUT = Pattern.compile("#(datatype|group|default),.*|sep=.");

  private static final int LONGEST_HEADER = 16 << 10;

  CsvColumns {
    names = List.copyOf(names);
    titles = List.copyOf(titles);
  }

  /** The columns of a table without a header line, separated by commas. */
  static CsvColumns of(List<String> names) {
    return new CsvColumns(',', names, names, 0);
  }

  /**
   * The columns that the first line names, or the first behind what some systems write about the
   * table; none when it does not look like a header.
   */
  static CsvColumns ofHeader(byte[] bytes) {
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

  private static CsvColumns ofHeader(String line, long number) {
    char best = 0;
    long most = 0;
    for (char separator : SEPARATORS) {
      long count = line.chars().filter(c -> c == separator).count();
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
      String plain = OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
      String unique = plain.isEmpty() ? "column" : plain;
      for (int i = 2; names.contains(unique); i++) {
        unique = plain + "_" + i;
      }
      names.add(unique);
      titles.add(name);
    }
    return new CsvColumns(best, names, titles, number);
  }

  /** How a column is called in the header; of members that are no columns, their name. */
  String title(String name) {
    int at = names.indexOf(name);
    return at < 0 ? name : titles.get(at);
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
  Tree.Obj tree(byte[] bytes) {
    String record = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    List<String> values = fields(record, separator);
    Map<String, Tree> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String name = i < names.size() ? names.get(i) : "column_" + (i + 1);
      fields.put(name, new Tree.Text(0, bytes.length, values.get(i), true));
    }
    return new Tree.Obj(0, bytes.length, fields);
  }
}
