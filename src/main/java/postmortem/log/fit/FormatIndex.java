package postmortem.log.fit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.log.format.JsonKinds;
import postmortem.log.format.LogFormat;

/**
 * The formats of a run, and what tells quickly which of them a line may be of. Made once for a run
 * and shared by all threads; what only lines of unknown formats need is made when the first is met.
 *
 * <p>Formats that were found in the lines of a file are added behind the others, before anything is
 * scanned; they are tried on the files alone in which they were found.
 */
public final class FormatIndex {

  private final int declared;
  private volatile List<LogFormat> formats;
  private volatile @Nullable Tables tables;

  /**
   * In what formats are looked up.
   *
   * @param alone those whose records stand by themselves
   * @param timed those of wrapped lines that ask for a time
   * @param untimed those of wrapped lines that do without
   */
  public record Tables(
      Candidates.Table alone,
      Candidates.Table timed,
      Candidates.Table untimed,
      JsonKinds.Keys keys) {}

  public FormatIndex(List<LogFormat> formats) {
    this.formats = List.copyOf(formats);
    this.declared = formats.size();
  }

  /** The index of a format that was found in a file, which is added unless it is there. */
  public synchronized int adopt(LogFormat found) {
    List<LogFormat> all = new ArrayList<>(formats);
    for (int i = declared; i < all.size(); i++) {
      if (all.get(i).name().equals(found.name())) {
        return i;
      }
    }
    all.add(found);
    formats = List.copyOf(all);
    return all.size() - 1;
  }

  /**
   * The format that differs in the order of day and month only, told by its name: the one ends in
   * {@code -month-first}, the other in {@code -day-first}.
   *
   * @return -1 where there is none
   */
  public int twin(int format) {
    if (format < 0) {
      return -1;
    }
    String name = get(format).name();
    for (DateOrder order : DateOrder.values()) {
      String end = "-" + order.label();
      if (name.endsWith(end)) {
        DateOrder other =
            order == DateOrder.DAY_FIRST ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
        String twin = name.substring(0, name.length() - end.length()) + "-" + other.label();
        return formats.stream().map(LogFormat::name).toList().indexOf(twin);
      }
    }
    return -1;
  }

  /** How many formats there are besides those that were found: they come first. */
  public int declared() {
    return declared;
  }

  /** What was found in a file, as it is shown: patterns, and how their times are written. */
  public List<String> found(Fit fit) {
    return fit.all().stream()
        .filter(format -> format >= declared)
        .map(format -> formats.get(format).title())
        .toList();
  }

  public List<LogFormat> formats() {
    return formats;
  }

  public LogFormat get(int index) {
    return formats.get(index);
  }

  public Tables tables() {
    Tables known = tables;
    if (known == null) {
      List<LogFormat> tried = formats.subList(0, declared);
      known =
          new Tables(
              new Candidates.Table(tried, LogFormat::standsAlone, /* timed= */ true),
              new Candidates.Table(tried, LogFormat::isWrappable, /* timed= */ true),
              new Candidates.Table(tried, LogFormat::takesUntimed, /* timed= */ false),
              new JsonKinds.Keys(tried));
      tables = known;
    }
    return known;
  }
}
