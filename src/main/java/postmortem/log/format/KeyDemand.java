package postmortem.log.format;

import java.util.List;

/** Which keys the records of a format have to have, and which they may not have. Immutable. */
final class KeyDemand {

  /** Any keys will do. */
  static final KeyDemand NONE = new KeyDemand(List.of(), List.of());

  private final int[][] required;
  private final int[] unwanted;

  /**
   * A demand.
   *
   * @param required indices of fields; of each group a record has one at least
   * @param unwanted indices of fields that no record has
   */
  KeyDemand(List<List<Integer>> required, List<Integer> unwanted) {
    this.required = required.stream().map(FieldFiller::array).toArray(int[][]::new);
    this.unwanted = FieldFiller.array(unwanted);
  }

  /** Whether the fields of a record meet it. */
  boolean isMet(LogRecord record) {
    for (int[] group : required) {
      if (!hasAny(record.fieldFrom, group)) {
        return false;
      }
    }
    return !hasAny(record.fieldFrom, unwanted);
  }

  /**
   * Whether the fields that another format found meet it.
   *
   * @param places of the fields of this format in the other
   */
  boolean isMet(LogRecord object, int[] places) {
    for (int[] group : required) {
      if (!hasAny(object.fieldFrom, group, places)) {
        return false;
      }
    }
    return !hasAny(object.fieldFrom, unwanted, places);
  }

  private static boolean hasAny(int[] fieldFrom, int[] fields) {
    for (int field : fields) {
      if (fieldFrom[field] >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAny(int[] fieldFrom, int[] fields, int[] places) {
    for (int field : fields) {
      if (fieldFrom[places[field]] >= 0) {
        return true;
      }
    }
    return false;
  }
}
