package architecture.violation.library_csv.postmortem.log;

import de.siegmar.fastcsv.reader.CsvReader;

final class UsesCsvReader {
  private UsesCsvReader() {}

  static Class<?> library() {
    return CsvReader.class;
  }
}
