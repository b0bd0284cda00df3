package postmortem.document.merge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents of the shape that the tool writes. */
final class Draft {

  static final String ACTIONS = "| ID | Action | Owner |\n|---|---|---|\n";

  private static final Pattern ID = Pattern.compile("\\| 2024.*\\(#e-([0-9a-f]{12})\\).*");

  private Draft() {}

  static String id(int event) {
    return String.format(Locale.ROOT, "%012x", event * 7919L + 0xabc);
  }

  static String row(int event) {
    return String.format(
        Locale.ROOT,
        "| 2024-05-01 %02d:%02d:00 | Event %d happened | log | [nginx](#e-%s) |\n",
        10 + event / 60,
        event % 60,
        event,
        id(event));
  }

  static String excerpt(int event) {
    return "<details id=\"e-"
        + id(event)
        + "\"><summary>event</summary>\n<pre><code>line "
        + event
        + "</code></pre>\n</details>\n";
  }

  /** The event ids of timeline rows, in order. */
  static List<String> ids(String text) {
    return text.lines()
        .map(ID::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  static String random(Random random) {
    int[] events = IntStream.range(0, 12).filter(i -> random.nextInt(3) > 0).toArray();
    return of(Integer.toString(random.nextInt(3)), events);
  }

  static String of(String severity, int... events) {
    String rows = Arrays.stream(events).mapToObj(Draft::row).collect(Collectors.joining());
    String excerpts =
        Arrays.stream(events).mapToObj(Draft::excerpt).collect(Collectors.joining("\n"));
    String factors =
        Arrays.stream(events)
            .filter(event -> event % 3 == 0)
            .mapToObj(
                event ->
                    "- **Trigger " + event + "**: seen.\n  - _Question: How did " + event + "?_\n")
            .collect(Collectors.joining());
    return """
    ---
    id: "x"
    severity:%s
    status: draft
    owner:
    tags: []
    ---

    # Queue stood still

    > Drafted from evidence.

    ## Summary

    - **Impact start**: %d events in all.
    - **Mitigation**: unknown.

    _Question: What happened?_

    ## Timeline

    | Time (UTC) | What happened | Kind | Evidence |
    |---|---|---|---|
    %s
    There are %d more rows.

    ## Factors

    %s
    ## What went well

    - _Question: What helped?_

    ## Action items

    _Question: What will be done?_

    %s
    ## Excerpts

    %s"""
        .formatted(
            severity.equals("2") ? "" : " " + severity,
            events.length,
            rows,
            events.length * 2,
            factors.isEmpty() ? "- _Question: What set it off?_\n" : factors,
            ACTIONS,
            excerpts);
  }
}
