package postmortem.source.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.source.head.Head;
import postmortem.source.tree.Tree;

/**
 * In which columns of a file the day comes before the month. One date above twelve settles a whole
 * column; of a column that never has one, the order is taken in which its dates go one way, else
 * what is usual for its signs, and that is said.
 */
public final class ColumnDates {

  /** What was seen of one column. */
  private static final class Column {
    private int dayFirst;
    private int monthFirst;
    private int open;
    private int noon;
    private int dayRises;
    private int dayFalls;
    private int monthRises;
    private int monthFalls;
    private @Nullable String lastByDay;
    private @Nullable String lastByMonth;

    boolean isDayFirst() {
      if (dayFirst != monthFirst) {
        return dayFirst > monthFirst;
      }
      int byDay = Math.min(dayRises, dayFalls);
      int byMonth = Math.min(monthRises, monthFalls);
      return byDay != byMonth ? byDay < byMonth : noon == 0;
    }
  }

  private final Map<String, Column> columns = new HashMap<>();
  private final @Nullable DateOrder stated;

  /** Dates of which nobody said how they are written. */
  public ColumnDates() {
    this(null);
  }

  /**
   * Dates.
   *
   * @param stated how they are read where no date of a column tells; null when nobody said so
   */
  public ColumnDates(@Nullable DateOrder stated) {
    this.stated = stated;
  }

  /** Whether a file has dates of which its columns have to be asked. */
  public static boolean isNeeded(Head head) {
    return head.holds(WrittenDate.MAY_BE);
  }

  /** Looks at the fields of a record. */
  public void learn(SourceRecord record) {
    if (record.tree() instanceof Tree.Obj obj) {
      obj.fields()
          .forEach(
              (name, value) -> {
                if (value instanceof Tree.Text text) {
                  WrittenDate.of(text.raw()).ifPresent(date -> learn(name, date));
                }
              });
    }
  }

  private void learn(String name, WrittenDate date) {
    Column column = columns.computeIfAbsent(name, key -> new Column());
    if (date.first() > 12) {
      column.dayFirst++;
    } else if (date.second() > 12) {
      column.monthFirst++;
    }
    column.open += date.settled() ? 0 : 1;
    column.noon += date.noon() ? 1 : 0;
    Optional<String> byDay = date.iso(true);
    Optional<String> byMonth = date.iso(false);
    if (byDay.isPresent() && byMonth.isPresent()) {
      String lastDay = column.lastByDay;
      String lastMonth = column.lastByMonth;
      if (lastDay != null && lastMonth != null) {
        column.dayRises += byDay.get().compareTo(lastDay) > 0 ? 1 : 0;
        column.dayFalls += byDay.get().compareTo(lastDay) < 0 ? 1 : 0;
        column.monthRises += byMonth.get().compareTo(lastMonth) > 0 ? 1 : 0;
        column.monthFalls += byMonth.get().compareTo(lastMonth) < 0 ? 1 : 0;
      }
      column.lastByDay = byDay.get();
      column.lastByMonth = byMonth.get();
    }
  }

  /** Whether the day comes first in a column. */
  public boolean isDayFirst(String column) {
    Column known = columns.get(column);
    if (known != null && stated != null && known.dayFirst == known.monthFirst) {
      return stated == DateOrder.DAY_FIRST;
    }
    return known != null && known.isDayFirst();
  }

  /** Whether a date above twelve settles it. */
  boolean isSettled(String column) {
    Column known = columns.get(column);
    return known != null && (stated != null || known.dayFirst != known.monthFirst);
  }

  /** Columns whose order is not settled by any of their dates, in the order of their names. */
  public SortedSet<String> open() {
    SortedSet<String> open = new TreeSet<>();
    columns.forEach(
        (name, column) -> {
          if (stated == null && column.open > 0 && column.dayFirst == column.monthFirst) {
            open.add(name);
          }
        });
    return open;
  }
}
