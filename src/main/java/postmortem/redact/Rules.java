package postmortem.redact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.Fields;

/**
 * The built-in rules. A rule's file is read, and its patterns compiled, when a text holds one of
 * its keywords for the first time: most runs need a few of them. Thread-safe.
 */
final class Rules {

  /** The name in the replacement of a text that could not be checked to its end. */
  static final String UNCHECKED = "unchecked";

  private static final String FOLDER = "redaction";
  private static final Pattern MARKER =
      Pattern.compile("\\[redacted:[a-z0-9-]{1,60}(?::[0-9a-f]{8})?\\]");
  private static final String MARKER_BEGIN = "[redacted:";
  private static final Rule WHOLE =
      new Rule(
          UNCHECKED,
          "",
          "",
          new Keywords.OfRule(List.of(), false, 0),
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static final class BuiltIn {
    static final Rules RULES = new Rules(BuiltInFiles.list(FOLDER));
  }

  private final List<BuiltInFile> files;
  private final AtomicReferenceArray<Rule> rules;
  private final Keywords keywords;

  Rules(List<BuiltInFile> files) {
    this.files = files;
    this.rules = new AtomicReferenceArray<>(files.size());
    this.keywords = new Keywords(files.stream().map(Rules::keywordsOf).toList());
  }

  static Rules builtIn() {
    return BuiltIn.RULES;
  }

  /** All rules, by name, with their samples. */
  List<Rule> all() {
    List<Rule> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      all.add(Rule.read(files.get(i).name(), files.get(i).text()));
    }
    return all;
  }

  private static Keywords.OfRule keywordsOf(BuiltInFile file) {
    Fields fields = file.fields(file.name());
    return Rule.tried(fields);
  }

  private Rule rule(int number) {
    Rule known = rules.get(number);
    if (known == null) {
      BuiltInFile file = files.get(number);
      known = Rule.of(file.name(), file.fields(file.name()));
      rules.set(number, known);
    }
    return known;
  }

  /** The rule that calls a field of that name a secret and that value one. */
  @Nullable Rule ofField(String name, String value) {
    BitSet candidates = keywords.in(name);
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      for (Rule.Shape shape : rule(i).fields()) {
        if (shape.pattern().matcher(name).matches() && shape.isSecret(value)) {
          return rule(i);
        }
      }
    }
    return null;
  }

  /** The secrets in a text, in its order, not overlapping; what is already replaced is none. */
  List<Hit> hits(String text) {
    return hits(text, new Steps(text));
  }

  List<Hit> hits(String text, Steps steps) {
    BitSet candidates = keywords.in(text);
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Hit> found = new ArrayList<>();
    List<int[]> markers = markers(text);
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
        Rule rule = rule(i);
        for (Rule.Shape shape : rule.shapes()) {
          if (shape.needed().areIn(text, lower)) {
            steps.restart();
            search(rule, shape, steps, markers, found);
          }
        }
      }
    } catch (Steps.Exceeded | StackOverflowError e) {
      // What cannot be checked is not shown.
      return List.of(new Hit(0, text.length(), 0, WHOLE));
    }
    return found.isEmpty() ? List.of() : merged(found);
  }

  private static void search(
      Rule rule, Rule.Shape shape, Steps text, List<int[]> markers, List<Hit> found) {
    Matcher matcher = shape.pattern().matcher(text);
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      int[] around = markerAt(markers, matcher.start());
      if (around.length > 0) {
        from = around[1];
        continue;
      }
      int start = shape.start(matcher);
      int end = shape.end(matcher);
      from = Math.max(matcher.end(), matcher.start() + 1);
      if (markerAt(markers, start).length > 0) {
        // What a rule found here before was joined with all that overlapped it.
        continue;
      }
      for (around = markerAt(markers, end - 1); end > start && around.length > 0; ) {
        end = around[0];
        around = markerAt(markers, end - 1);
      }
      if (start < end && shape.isSecret(text.subSequence(start, end))) {
        found.add(new Hit(start, end, matcher.start(), rule));
      } else {
        // In what is no secret one may stand: otpauth://totp/x?secret=...
        from = Math.max(start, matcher.start() + 1);
      }
    }
  }

  private static List<int[]> markers(String text) {
    if (!text.contains(MARKER_BEGIN)) {
      return List.of();
    }
    List<int[]> markers = new ArrayList<>();
    Matcher matcher = MARKER.matcher(text);
    while (matcher.find()) {
      markers.add(new int[] {matcher.start(), matcher.end()});
    }
    return markers;
  }

  /** The marker around a place, found by bisection; an empty array when there is none. */
  private static int[] markerAt(List<int[]> markers, int place) {
    int low = 0;
    int high = markers.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int[] marker = markers.get(middle);
      if (place < marker[0]) {
        high = middle - 1;
      } else if (place >= marker[1]) {
        low = middle + 1;
      } else {
        return marker;
      }
    }
    return new int[0];
  }

  private static List<Hit> merged(List<Hit> found) {
    List<Hit> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Hit::start).thenComparing(Hit.NAMING));
    List<Hit> merged = joined(sorted.stream().filter(hit -> !hit.rule().yields()).toList());
    List<Hit> all = new ArrayList<>(merged);
    int next = 0;
    for (Hit hit : joined(sorted.stream().filter(h -> h.rule().yields()).toList())) {
      while (next < merged.size() && merged.get(next).end() <= hit.start()) {
        next++;
      }
      if (next == merged.size() || !merged.get(next).overlaps(hit)) {
        all.add(hit);
      }
    }
    all.sort(Comparator.comparingInt(Hit::start));
    return all;
  }

  /** Overlapping hits as one; {@code sorted} by their starts. */
  private static List<Hit> joined(List<Hit> sorted) {
    List<Hit> joined = new ArrayList<>();
    for (Hit hit : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).overlaps(hit)) {
        joined.set(last, joined.get(last).with(hit));
      } else {
        joined.add(hit);
      }
    }
    return joined;
  }
}
