package postmortem.log.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import postmortem.event.StreamName;
import postmortem.evidence.EvidenceFile;
import postmortem.log.fit.Fit;

/**
 * Finds what several exports of one log hold more than once: windows that overlap, a page that was
 * saved twice. Files whose names differ only in numbers, or in their folders, are compared minute
 * by minute; of a minute that two hold the one counts that comes first by name.
 */
public final class Repeats {

  /**
   * What a file repeats.
   *
   * @param file its index
   * @param of the index of the first file that says the same
   * @param minutes that another file holds as well
   */
  public record Repeat(int file, int of, List<Minutes.Shared> minutes) {
    public Repeat {
      minutes = List.copyOf(minutes);
    }

    /** Whether another file holds the records of that moment. */
    boolean holds(long second) {
      return minutes.stream().anyMatch(shared -> shared.holds(second));
    }
  }

  private Repeats() {}

  /** Indices of the files that may repeat another, or be repeated. */
  static Set<Integer> candidates(List<EvidenceFile> files, List<Fit> fits) {
    Map<String, List<Integer>> alike = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      if (fits.get(i).format() >= 0) {
        String name = StreamName.of(files.get(i).name());
        String key = name.substring(name.lastIndexOf('/') + 1) + '\0' + fits.get(i).format();
        alike.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    Set<Integer> candidates = new HashSet<>();
    alike.values().stream().filter(set -> set.size() > 1).forEach(candidates::addAll);
    return candidates;
  }

  /** What files repeat, in their order. */
  static List<Repeat> of(List<FileReport> reports) {
    List<Repeat> repeats = new ArrayList<>();
    earlier(reports)
        .forEach(
            (file, others) -> {
              List<Minutes.Shared> all = new ArrayList<>();
              int first = -1;
              for (int other : others) {
                Minutes.Shared shared = shared(reports.get(file), reports.get(other));
                if (!shared.cells().isEmpty()) {
                  all.add(shared);
                  first = first < 0 ? other : first;
                }
              }
              if (first >= 0) {
                repeats.add(new Repeat(file, first, all));
              }
            });
    return repeats;
  }

  /**
   * The files before each that hold the same records in some minute. Of thousands of files nearly
   * no pair does, so pairs are not gone through.
   */
  private static SortedMap<Integer, SortedSet<Integer>> earlier(List<FileReport> reports) {
    SortedMap<Integer, SortedSet<Integer>> earlier = new TreeMap<>();
    SortedSet<Integer> widths = new TreeSet<>();
    for (FileReport report : reports) {
      if (report.minutes != null) {
        widths.add(report.minutes.shift());
      }
    }
    for (int width : widths) {
      for (List<Integer> files : sharing(reports, width).values()) {
        for (int other : files) {
          for (int file : files) {
            if (file < other && reports.get(file).format == reports.get(other).format) {
              earlier.computeIfAbsent(other, key -> new TreeSet<>()).add(file);
            }
          }
        }
      }
    }
    return earlier;
  }

  /** By fingerprint the files, in their order, that have a minute of that width with it. */
  private static Map<Long, List<Integer>> sharing(List<FileReport> reports, int width) {
    List<long[]> prints = new ArrayList<>();
    for (FileReport report : reports) {
      Minutes minutes = report.minutes;
      if (minutes != null && minutes.shift() <= width) {
        prints.add(minutes.fingerprints(width));
      } else {
        prints.add(new long[0]);
      }
    }
    // Millions of minutes that nobody shares must not become millions of objects.
    long[] all = prints.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    Map<Long, List<Integer>> sharing = new HashMap<>();
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        sharing.putIfAbsent(all[i], new ArrayList<>());
      }
    }
    for (int file = 0; file < prints.size() && !sharing.isEmpty(); file++) {
      for (long print : prints.get(file)) {
        List<Integer> files = sharing.get(print);
        if (files != null) {
          files.add(file);
        }
      }
    }
    return sharing;
  }

  private static Minutes.Shared shared(FileReport mine, FileReport theirs) {
    return Objects.requireNonNull(mine.minutes).sharedWith(Objects.requireNonNull(theirs.minutes));
  }
}
