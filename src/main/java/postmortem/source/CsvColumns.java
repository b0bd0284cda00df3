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
 */
record CsvColumns(char separator, List<String> names) {

  /** No table. */
  static final CsvColumns NONE = new CsvColumns(',', List.of());

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}@]+");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}@_#\"'][^={}\\[\\]<>]*(?: \\[[\\p{L}0-9:+-]+\\])?");
  private static final int LONGEST_HEADER = 16 << 10;

  CsvColumns {
    names = List.copyOf(names);
  }

  /** The columns that the first line names; none when it does not look like a header. */
  static CsvColumns ofHeader(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && end < LONGEST_HEADER && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, 0, end, StandardCharsets.UTF_8).stripTrailing();
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
    for (String field : fields(line, best)) {
      String name = field.strip();
      if (!name.isEmpty() && !NAME.matcher(name).matches()) {
        return NONE;
      }
      String plain = OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
      String unique = plain.isEmpty() ? "column" : plain;
      for (int i = 2; names.contains(unique); i++) {
        unique = plain + "_" + i;
      }
      names.add(unique);
    }
    return new CsvColumns(best, names);
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
