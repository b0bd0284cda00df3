package postmortem.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventId;
import postmortem.event.Severity;
import postmortem.log.signature.Clusters;
import postmortem.log.signature.TokenMask;
import postmortem.log.summary.Citer;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/**
 * The rows of finished summaries, put together by what they say: whatever the severity, the status,
 * the format and the file. Rows that had to share because there were too many stay apart, one for
 * each severity.
 */
final class SignatureBook {

  private static final int DIGITS = 12;
  private static final Comparator<Sight> BY_TIME =
      (a, b) -> a.isBefore(b) ? -1 : b.isBefore(a) ? 1 : 0;
  private static final Comparator<Entry> BY_IMPORTANCE =
      Comparator.<Entry, Severity>comparing(Entry::severity, SignatureBook::compare)
          .reversed()
          .thenComparing(Comparator.comparingLong(Entry::count).reversed())
          .thenComparing(Entry::template);

  /** A row, and whether its records have a time. */
  private record Member(SignatureRow row, boolean timed) {}

  /**
   * One signature.
   *
   * @param id of its template
   * @param template redacted
   * @param timed rows whose records have a time
   * @param all rows, not empty
   */
  record Entry(String id, String template, List<SignatureRow> timed, List<SignatureRow> all) {

    long count() {
      return all.stream().mapToLong(row -> row.count()).sum();
    }

    /** The worst that is stated. */
    Severity severity() {
      return all.stream().map(row -> row.severity()).max(SignatureBook::compare).orElseThrow();
    }

    Optional<Sight> first() {
      return timed.stream().map(SignatureRow::first).min(BY_TIME);
    }

    Optional<Sight> last() {
      return timed.stream().map(row -> row.last()).max(BY_TIME);
    }

    /** The earliest records; those without a time only where there are no others. */
    List<Sight> examples() {
      return (timed.isEmpty() ? all : timed)
          .stream()
              .flatMap(row -> row.examples().stream())
              .sorted(BY_TIME)
              .limit(SignatureRow.EXAMPLES)
              .toList();
    }
  }

  private final LogSummary timed;
  private final LogSummary untimed;
  private final IdentityHashMap<SignatureRow, String> ids = new IdentityHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A book of all records of a run.
   *
   * @param timed those with a time
   * @param untimed those without
   * @param citer makes text of templates
   */
  SignatureBook(LogSummary timed, LogSummary untimed, Citer citer) {
    this.timed = timed;
    this.untimed = untimed;
    Map<String, List<Member>> said = new TreeMap<>();
    Map<String, List<Member>> requests = new TreeMap<>();
    for (LogSummary summary : List.of(timed, untimed)) {
      for (SignatureRow row : summary.rows()) {
        (row.statusClass() > 0 ? requests : said)
            .computeIfAbsent(citer.template(row.template()), k -> new ArrayList<>())
            .add(new Member(row, summary == timed));
      }
    }
    Map<String, List<Member>> templates = new TreeMap<>();
    put(Clusters.of(List.copyOf(said.keySet())), List.copyOf(said.values()), templates);
    put(
        Clusters.ofRequests(List.copyOf(requests.keySet())),
        List.copyOf(requests.values()),
        templates);
    for (LogSummary summary : List.of(timed, untimed)) {
      for (SignatureRow row : summary.shared()) {
        templates
            .computeIfAbsent("<*> (others, " + row.severity().label() + ")", k -> new ArrayList<>())
            .add(new Member(row, summary == timed));
      }
    }
    templates.forEach(this::enter);
    entries.sort(BY_IMPORTANCE);
  }

  private static void put(
      List<Clusters.Cluster> clusters, List<List<Member>> rows, Map<String, List<Member>> to) {
    for (Clusters.Cluster cluster : clusters) {
      List<Member> same = to.computeIfAbsent(cluster.template(), k -> new ArrayList<>());
      cluster.members().forEach(member -> same.addAll(rows.get(member)));
    }
  }

  private void enter(String template, List<Member> members) {
    Entry entry =
        new Entry(
            id(template),
            template,
            members.stream().filter(Member::timed).map(Member::row).toList(),
            members.stream().map(Member::row).toList());
    entry.all().forEach(row -> ids.put(row, entry.id()));
    entries.add(entry);
  }

  private static String id(String template) {
    byte[] hash = EventId.sha256().digest(template.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, DIGITS);
  }

  /** Unknown is less than anything stated. */
  private static int compare(Severity a, Severity b) {
    return a == b ? 0 : a == Severity.UNKNOWN ? -1 : b == Severity.UNKNOWN ? 1 : a.compareTo(b);
  }

  /** All signatures, what matters most first: by severity, then by count. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * The id of the signature of a record that is in the summaries.
   *
   * @param mask of the record
   * @param severity of the record
   * @param hasTime whether it has a time
   */
  String id(TokenMask mask, Severity severity, int statusClass, boolean hasTime) {
    @Nullable SignatureRow row =
        (hasTime ? timed : untimed)
            .holder(mask.bytes(), mask.length(), mask.hash(), severity, statusClass);
    return Objects.requireNonNull(
        row == null ? null : ids.get(row), "a record that the first pass did not see");
  }
}
