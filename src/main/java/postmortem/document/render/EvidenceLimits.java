package postmortem.document.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Upstream;
import postmortem.document.render.ReportView.EvidenceView;
import postmortem.document.render.ReportView.FileView;
import postmortem.document.render.ReportView.GradeView;
import postmortem.event.Basis;
import postmortem.event.clock.ClockSkew;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.timeline.CoverageGap;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.Timeline;

/** What was read, and what it cannot say. */
final class EvidenceLimits {

  private static final int MOST_FILES = 40;
  private static final int MOST_GAPS = 5;

  /** As many files of one folder with gaps are told together. */
  private static final int ALIKE = 4;

  private EvidenceLimits() {}

  static EvidenceView view(Timeline timeline, Analysis analysis, Citations citations) {
    List<ManifestEntry> manifest = timeline.manifest();
    RowCounts total = new RowCounts(0, 0, 0, 0, 0, 0);
    for (ManifestEntry entry : manifest) {
      total = total.plus(entry.rows());
    }
    int more = manifest.size() - MOST_FILES;
    List<Markup> limits = new ArrayList<>();
    limits.addAll(ZoneLimits.lines(timeline, citations));
    limits.addAll(clocks(manifest));
    limits.addAll(skews(timeline.clocks()));
    limits.addAll(unreadable(manifest));
    limits.addAll(gaps(analysis.coverage(), assumed(manifest)));
    limits.addAll(providers(analysis.upstream()));
    limits.addAll(ownPages(analysis.ownPages()));
    return new EvidenceView(
        manifest.stream().limit(MOST_FILES).map(EvidenceLimits::file).toList(),
        more > 0 ? Words.number(more) : null,
        row(
            Markup.prose(
                Words.number(manifest.size()) + (manifest.size() == 1 ? " file" : " files")),
            "",
            total,
            ""),
        limits,
        analysis.observability().stream()
            .map(
                o ->
                    new GradeView(
                        Words.capital(o.aspect().label().replace('-', ' ')),
                        o.grade().label(),
                        o.because()))
            .toList());
  }

  private static FileView file(ManifestEntry entry) {
    FileAccount account = entry.account();
    return row(
        Markup.code(account.evidence()),
        account.reader() == null ? "not read" : account.reader(),
        entry.rows(),
        span(account));
  }

  private static String span(FileAccount account) {
    if (account.first() == null || account.last() == null) {
      return "no times";
    }
    String first = Words.time(account.first());
    String last = Words.time(account.last());
    if (first.equals(last)) {
      return first;
    }
    boolean sameDay = first.regionMatches(0, last, 0, Words.DATE_LENGTH);
    return first + " to " + (sameDay ? last.substring(Words.DATE_LENGTH + 1) : last);
  }

  private static FileView row(Markup name, String reader, RowCounts rows, String span) {
    return new FileView(
        name,
        reader,
        Words.number(rows.read()),
        Words.number(rows.placed()),
        Words.number(rows.merged()),
        Words.number(rows.aggregated()),
        Words.number(rows.filtered()),
        Words.number(rows.unreadable()),
        span);
  }

  private static Set<String> assumed(List<ManifestEntry> manifest) {
    return manifest.stream()
        .map(ManifestEntry::account)
        .filter(account -> account.basis().contains(Basis.ZONE_ASSUMED))
        .map(FileAccount::evidence)
        .collect(Collectors.toSet());
  }

  private static List<Markup> clocks(List<ManifestEntry> manifest) {
    List<Markup> lines = new ArrayList<>();
    for (ManifestEntry entry : manifest) {
      FileAccount account = entry.account();
      if (!account.clockOffset().isZero()) {
        String sign = account.clockOffset().isNegative() ? "" : "+";
        lines.add(
            line(
                account.evidence(),
                " had its clock corrected by "
                    + sign
                    + Words.duration(account.clockOffset())
                    + "."));
      }
    }
    return lines;
  }

  private static List<Markup> skews(List<ClockSkew> clocks) {
    List<Markup> lines = new ArrayList<>();
    for (ClockSkew skew : clocks) {
      lines.add(
          new Markup(
              MarkdownText.code(skew.evidence())
                  + (skew.atLeast() ? " runs at least " : " runs ")
                  + Words.duration(skew.ahead().abs())
                  + (skew.ahead().isNegative() ? " behind " : " ahead of ")
                  + MarkdownText.code(skew.against())
                  + ", as "
                  + Words.number(skew.anchors() - skew.outliers())
                  + (skew.atLeast()
                      ? " events there show, which come before what they follow from"
                      : " identifiers in both show")
                  + "; it is **not corrected**."));
    }
    return lines;
  }

  private static List<Markup> unreadable(List<ManifestEntry> manifest) {
    List<Markup> lines = new ArrayList<>();
    for (ManifestEntry entry : manifest) {
      long rows = entry.rows().unreadable();
      if (entry.account().reader() == null) {
        lines.add(line(entry.account().evidence(), unread(entry.rows())));
      } else if (rows > 0) {
        lines.add(
            line(
                entry.account().evidence(),
                " has "
                    + Words.number(rows)
                    + (rows == 1 ? " row" : " rows")
                    + " without a known format or time."));
      }
    }
    return lines;
  }

  /** Nothing is wrong with what is empty, or is left out on purpose as a licence is. */
  private static String unread(RowCounts rows) {
    return rows.read() == 0
        ? " holds no rows."
        : rows.unreadable() == 0 ? " was left out." : " could not be read.";
  }

  /** One line for each file and kind of gap. */
  private static List<Markup> gaps(List<CoverageGap> coverage, Set<String> assumed) {
    Map<String, List<CoverageGap>> byFile = new TreeMap<>();
    for (CoverageGap gap : coverage) {
      byFile.computeIfAbsent(gap.kind() + " " + gap.evidence(), key -> new ArrayList<>()).add(gap);
    }
    List<Markup> lines = new ArrayList<>();
    Map<String, List<List<CoverageGap>>> byFolder = new TreeMap<>();
    for (List<CoverageGap> gaps : byFile.values()) {
      CoverageGap first = gaps.get(0);
      byFolder
          .computeIfAbsent(first.kind() + " " + folder(first), key -> new ArrayList<>())
          .add(gaps);
    }
    for (List<List<CoverageGap>> files : byFolder.values()) {
      CoverageGap first = files.get(0).get(0);
      if (files.size() >= ALIKE && first.kind() == CoverageGap.Kind.NOT_EXPORTED) {
        lines.add(alike(files, folder(first)));
        byFile.values().removeAll(files);
      }
    }
    for (List<CoverageGap> gaps : byFile.values()) {
      String what =
          switch (gaps.get(0).kind()) {
            case SILENT -> " is silent ";
            case NOT_EXPORTED -> " does not cover ";
          };
      String times =
          gaps.stream()
              .limit(MOST_GAPS)
              .map(EvidenceLimits::times)
              .collect(Collectors.joining(", "));
      String more = gaps.size() > MOST_GAPS ? " and " + (gaps.size() - MOST_GAPS) + " more" : "";
      String evidence = gaps.get(0).evidence();
      String doubt = assumed.contains(evidence) ? ", if its times are UTC as assumed" : "";
      lines.add(line(evidence, what + times + more + doubt + "."));
    }
    return lines;
  }

  private static String folder(CoverageGap gap) {
    return gap.evidence().substring(0, gap.evidence().lastIndexOf('/') + 1);
  }

  /** Files of one folder, such as those of the instances of a service, of which none covers all. */
  private static Markup alike(List<List<CoverageGap>> files, String folder) {
    List<Duration> missing = new ArrayList<>();
    for (List<CoverageGap> gaps : files) {
      missing.add(
          gaps.stream()
              .map(gap -> Duration.between(gap.from(), gap.to()))
              .reduce(Duration.ZERO, Duration::plus));
    }
    String least = Words.duration(Collections.min(missing));
    String most = Words.duration(Collections.max(missing));
    return new Markup(
        files.size()
            + " files"
            + (folder.isEmpty() ? "" : " in " + MarkdownText.code(folder))
            + " do not cover all of the time of the incident: "
            + (least.equals(most) ? least : least + " to " + most)
            + " of it are missing in each.");
  }

  /** What the status pages of providers say of the time of the incident, where it is no trouble. */
  private static List<Markup> providers(List<Upstream> upstream) {
    List<Markup> lines = new ArrayList<>();
    for (Upstream one : upstream) {
      String name = MarkdownText.prose(one.provider());
      switch (one.verdict()) {
        case CLEAN ->
            lines.add(
                new Markup(
                    "The status page of "
                        + name
                        + " reports no trouble in the time of the incident."));
        case NOT_CHECKED ->
            lines.add(
                new Markup(
                    "The export of the status page of "
                        + name
                        + " ends before the incident does: it does not say whether there was"
                        + " trouble."));
        case CONTRIBUTING, DEGRADED -> {
          // It stands in the timeline.
        }
      }
    }
    return lines;
  }

  private static List<Markup> ownPages(List<String> pages) {
    return pages.stream()
        .map(
            page ->
                new Markup(
                    "The status page of "
                        + MarkdownText.prose(page)
                        + " has the failing service as a component, and tells of the trouble only"
                        + " after impact start: it is taken for the company's own, not for that of"
                        + " a provider."))
        .toList();
  }

  private static String times(CoverageGap gap) {
    return Words.time(gap.from())
        + " to "
        + Words.time(gap.to())
        + " ("
        + Words.between(gap.from(), gap.to())
        + ")";
  }

  private static Markup line(String evidence, @Nullable String rest) {
    return new Markup(MarkdownText.code(evidence) + rest);
  }
}
