package bench.generator;

/**
 * Records as a system that keeps them hands them out: a document or a table around them, so that a
 * record is read neither by its line nor without what stands around it.
 */
public sealed interface Export extends Family permits CallRecords, WrappedLines {

  @Override
  default String fileName() {
    return name() + ".json";
  }

  /** Writes what stands before the first record. */
  void begin(Bytes out);

  /**
   * Writes what stands between a record and the one before it.
   *
   * @param record number of the record that follows, from 0
   */
  default void between(Bytes out, long record) {
    if (record > 0) {
      out.put(',').put('\n');
    }
  }

  /** Writes what stands behind the last record. */
  void end(Bytes out);
}
