package postmortem.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import postmortem.evidence.EvidenceFile;

/**
 * Finds what several exports of one log hold more than once: windows that overlap, a page that was
 * saved twice. Files whose names differ only in numbers, or in their folders, are compared minute
 * by minute; of a minute that two hold the one counts that comes first by name.
 */
final class Repeats {

  /**
   * What a file repeats.
   *
   * @param file its index
   * @param of the index of the first file that says the same
   * @param minutes that another file holds as well
   */
  record Repeat(int file, int of, List<Minutes.Shared> minutes) {
    Repeat {
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
    Minutes.Span[] spans = new Minutes.Span[reports.size()];
    for (int i = 0; i < spans.length; i++) {
      Minutes minutes = reports.get(i).minutes;
      spans[i] = minutes == null ? Minutes.Span.NONE : minutes.span();
    }
    List<Repeat> repeats = new ArrayList<>();
    for (int i = 1; i < spans.length; i++) {
      List<Minutes.Shared> all = new ArrayList<>();
      int first = -1;
      for (int j = 0; j < i; j++) {
        // Of thousands of files nearly all pairs are apart.
        if (spans[i].overlaps(spans[j]) && reports.get(j).format == reports.get(i).format) {
          Minutes.Shared shared = shared(reports.get(i), reports.get(j));
          if (!shared.cells().isEmpty()) {
            all.add(shared);
            first = first < 0 ? j : first;
          }
        }
      }
      if (first >= 0) {
        repeats.add(new Repeat(i, first, all));
      }
    }
    return repeats;
  }

  private static Minutes.Shared shared(FileReport mine, FileReport theirs) {
    return Objects.requireNonNull(mine.minutes).sharedWith(Objects.requireNonNull(theirs.minutes));
  }
}
