package postmortem.source.recognition;

import java.util.ArrayList;
import java.util.List;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.tree.Pointer;

/** Where the records of a source stand in files that went through people's hands. */
final class OtherPlaces {

  private static final String ALL = "*";

  private OtherPlaces() {}

  /** What became of an export; the earlier is looked for first. */
  enum Kind {
    /** Pages in a list ({@code jq -s}, {@code gh api --slurp}), or an answer in another object. */
    INSIDE(1),
    /** The records without what stands around them ({@code jq '.incidents'}). */
    BARE(3),
    /** Both: {@code {"result": [...]}} around the records alone. */
    BARE_INSIDE(3);

    private final int leastAsked;

    Kind(int leastAsked) {
      this.leastAsked = leastAsked;
    }

    /**
     * How many things a condition has to ask for: without the names around the records less is left
     * to know them by.
     */
    int leastAsked() {
      return leastAsked;
    }
  }

  /** The places of that kind that the source does not name itself. */
  static List<Pointer> of(SourceDeclaration source, Kind kind) {
    List<Pointer> places = new ArrayList<>();
    for (Pointer at : source.records()) {
      List<String> segments = at.segments();
      boolean named = segments.stream().anyMatch(segment -> !segment.equals(ALL));
      int last = segments.lastIndexOf(ALL);
      switch (kind) {
        case INSIDE -> {
          if (named) {
            add(inside(segments), source, places);
          }
          int first = segments.indexOf(ALL);
          if (first > 0 && first < last) {
            // Parts of an answer, under which the records have their names still.
            add(segments.subList(first, segments.size()), source, places);
            add(segments.subList(first + 1, segments.size()), source, places);
          }
        }
        case BARE -> {
          add(List.of(), source, places);
          add(List.of(ALL), source, places);
          if (last >= 0) {
            add(segments.subList(last, segments.size()), source, places);
            add(segments.subList(last + 1, segments.size()), source, places);
          }
        }
        case BARE_INSIDE -> add(List.of(ALL, ALL), source, places);
      }
    }
    return places;
  }

  private static List<String> inside(List<String> segments) {
    List<String> inside = new ArrayList<>();
    inside.add(ALL);
    inside.addAll(segments);
    return inside;
  }

  private static void add(List<String> segments, SourceDeclaration source, List<Pointer> to) {
    Pointer pointer = new Pointer(segments);
    if (!source.records().contains(pointer) && !to.contains(pointer)) {
      to.add(pointer);
    }
  }
}
