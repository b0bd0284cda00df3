package postmortem.document.lint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.document.read.Table;
import postmortem.incident.Milestone;

/**
 * Names a duration that does not agree with the times of the same document: with both end points
 * beside it, with the stated milestones, or with the span of the timeline. It speaks only where it
 * is sure which two times are meant.
 */
public final class DurationDisagreesWithTimeline implements LintRule {

  private static final Pattern FROM_TO =
      Pattern.compile("(?i)\\b(?:from|between|started at|began at|starting at)\\b|^\\W*$");
  private static final Pattern TO =
      Pattern.compile(
          "(?i)\\s*(?:utc|z|cet|cest|gmt|\\(utc\\))?,?\\s*(?:to|until|till|and|-|\u2013|\u2014|\u2192|->|through|and ended at|and was resolved at)\\s*");
  private static final Pattern AFTER_START =
      Pattern.compile("(?i)^ after (?:the )?impact (?:start(?:ed)?|began)\\b");

  private static final Pattern DETECT =
      Pattern.compile("(?i)\\b(?:ttd|mttd|time[- ]to[- ]detect(?:ion)?)\\b");
  private static final Pattern ACKNOWLEDGE =
      Pattern.compile("(?i)\\b(?:tta|mtta|time[- ]to[- ](?:acknowledge(?:ment)?))\\b");
  private static final Pattern MITIGATE =
      Pattern.compile("(?i)\\b(?:ttm|mttm|time[- ]to[- ]mitigat(?:e|ion))\\b");
  private static final Pattern RESOLVE =
      Pattern.compile(
          "(?i)\\b(?:ttr|mttr|time[- ]to[- ](?:resolve|resolution|recover|recovery|restore|repair))\\b");
  private static final Pattern LASTED =
      Pattern.compile(
          "(?i)\\b(?:(?:incident|outage|impact|disruption|downtime|degradation)(?: \\w+){0,3} lasted|total duration|(?:incident|outage|impact) duration|duration of the (?:incident|outage|impact))\\b");

  @Override
  public String id() {
    return "duration-disagrees-with-timeline";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String help() {
    return "correct the duration, or the times that it lies between";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    StatedMilestones stated = new StatedMilestones(document);
    for (Table table : document.tables()) {
      for (List<Cell> row : table.rows()) {
        checkRow(document, row, findings);
      }
    }
    for (Sentence sentence : Sentence.of(document)) {
      if (!sentence.isQuestion()) {
        checkSentence(document, sentence, stated, findings);
      }
    }
    return findings;
  }

  /** A row {@code Measure | Value | From | To}: value and both end points in cells of their own. */
  private void checkRow(DocumentText document, List<Cell> row, List<Finding> findings) {
    List<Cell> values = new ArrayList<>();
    List<Stamp> ends = new ArrayList<>();
    for (Cell cell : row.subList(Math.min(1, row.size()), row.size())) {
      List<Claim> claims = Claim.in(cell.text());
      List<Stamp> stamps = Stamp.in(cell.text());
      if (stamps.isEmpty() && claims.size() == 1 && claims.get(0).written().equals(cell.text())) {
        values.add(cell);
      } else if (!stamps.isEmpty() && stamps.get(0).start() == 0) {
        ends.add(stamps.get(0));
      }
    }
    boolean measure =
        !row.isEmpty()
            && Stream.of(DETECT, ACKNOWLEDGE, MITIGATE, RESOLVE, LASTED)
                .anyMatch(words -> words.matcher(row.get(0).text()).find());
    if (measure && values.size() == 1 && ends.size() == 2) {
      Claim claim = Claim.in(values.get(0).text()).get(0);
      compare(document, values.get(0).at(), claim, ends.get(0), ends.get(1), findings);
    }
  }

  private void checkSentence(
      DocumentText document, Sentence sentence, StatedMilestones stated, List<Finding> findings) {
    List<Claim> claims = Claim.in(sentence.text());
    if (claims.isEmpty()) {
      return;
    }
    List<Stamp> stamps = Stamp.in(sentence.text());
    if (stamps.size() == 2 && claims.size() == 1 && isInterval(sentence, stamps)) {
      Spot at = sentence.at(claims.get(0).start());
      compare(document, at, claims.get(0), stamps.get(0), stamps.get(1), findings);
      return;
    }
    Optional<Stamp> start = stated.at(Milestone.IMPACT_START);
    if (stamps.size() == 1 && claims.size() == 1 && start.isPresent()) {
      Claim claim = claims.get(0);
      if (AFTER_START.matcher(sentence.text().substring(claim.end())).find()) {
        compare(document, sentence.at(claim.start()), claim, start.get(), stamps.get(0), findings);
        return;
      }
    }
    if (stamps.isEmpty() && !isMeasuredElsewhere(document, sentence)) {
      checkMeasures(document, sentence, claims, stated, findings);
    }
  }

  /** "from 10:05 to 10:40", "10:05 - 10:40". */
  private static boolean isInterval(Sentence sentence, List<Stamp> stamps) {
    String text = sentence.text();
    String between = text.substring(stamps.get(0).end(), stamps.get(1).start());
    return TO.matcher(between).matches()
        && (between.indexOf("and") < 0
            || FROM_TO.matcher(text.substring(0, stamps.get(0).start())).find());
  }

  /** The cells of a row that {@link #checkRow} has looked at already. */
  private static boolean isMeasuredElsewhere(DocumentText document, Sentence sentence) {
    return sentence.passage().kind() == Passage.Kind.TABLE_CELL
        && document.tables().stream()
            .flatMap(t -> t.rows().stream())
            .anyMatch(
                row ->
                    row.stream().anyMatch(c -> c.at().equals(sentence.passage().at()))
                        && row.stream().anyMatch(c -> Stamp.first(c.text()).isPresent()));
  }

  /** "TTR was 35 min": the first duration behind the word, before any further such word. */
  private void checkMeasures(
      DocumentText document,
      Sentence sentence,
      List<Claim> claims,
      StatedMilestones stated,
      List<Finding> findings) {
    record Measure(Pattern words, Milestone from, Milestone to, boolean whole) {}
    List<Measure> measures =
        List.of(
            new Measure(DETECT, Milestone.IMPACT_START, Milestone.DETECTION, false),
            new Measure(ACKNOWLEDGE, Milestone.DETECTION, Milestone.ACKNOWLEDGEMENT, false),
            new Measure(MITIGATE, Milestone.IMPACT_START, Milestone.MITIGATION, false),
            new Measure(RESOLVE, Milestone.IMPACT_START, Milestone.RESOLUTION, true),
            new Measure(LASTED, Milestone.IMPACT_START, Milestone.RESOLUTION, true));
    List<Integer> words = new ArrayList<>();
    for (Measure measure : measures) {
      Matcher m = measure.words().matcher(sentence.text());
      while (m.find()) {
        words.add(m.start());
      }
    }
    for (Measure measure : measures) {
      Matcher m = measure.words().matcher(sentence.text());
      if (!m.find()) {
        continue;
      }
      int word = m.end();
      int next =
          words.stream().filter(w -> w >= word).min(Integer::compare).orElse(Integer.MAX_VALUE);
      Optional<Claim> claim =
          claims.stream().filter(c -> c.start() >= word && c.start() < next).findFirst();
      if (claim.isEmpty()) {
        continue;
      }
      Spot at = sentence.at(claim.get().start());
      Optional<Stamp> from = stated.at(measure.from());
      Optional<Stamp> to = stated.at(measure.to());
      if (from.isPresent() && to.isPresent()) {
        boolean ambiguous =
            measure.words() == LASTED && fitsMitigation(claim.get(), from.get(), stated);
        if (!ambiguous) {
          compare(document, at, claim.get(), from.get(), to.get(), findings);
        }
      } else if (measure.whole()) {
        compareWithSpan(document, at, claim.get(), findings);
      }
    }
  }

  /** An impact may be over when it is mitigated. */
  private static boolean fitsMitigation(Claim claim, Stamp from, StatedMilestones stated) {
    return stated
        .at(Milestone.MITIGATION)
        .filter(to -> claim.fits(from.until(to), width(from, to)))
        .isPresent();
  }

  private void compare(
      DocumentText document, Spot at, Claim claim, Stamp from, Stamp to, List<Finding> findings) {
    Duration measured = from.until(to);
    if (!measured.isNegative() && !claim.fits(measured, width(from, to))) {
      findings.add(
          finding(
              document,
              at,
              claim.written().strip()
                  + " is written, but from "
                  + from
                  + " to "
                  + to
                  + " it is "
                  + Claim.text(measured)));
    }
  }

  /** Nothing in the timeline can have taken longer than from its first row to its last. */
  private void compareWithSpan(
      DocumentText document, Spot at, Claim claim, List<Finding> findings) {
    List<Moment> rows = Moment.of(document);
    List<Stamp> stamps = new ArrayList<>();
    for (Moment row : rows) {
      row.stamp().ifPresent(stamps::add);
    }
    if (rows.size() < 2 || stamps.size() != rows.size()) {
      return;
    }
    boolean dated = stamps.stream().allMatch(s -> s.date() != null);
    boolean undated = stamps.stream().allMatch(s -> s.date() == null);
    Duration span = Duration.ZERO;
    Duration width = Duration.ZERO;
    for (int i = 1; i < stamps.size(); i++) {
      span = span.plus(stamps.get(i - 1).until(stamps.get(i)));
      width = width(stamps.get(i - 1), stamps.get(i));
    }
    boolean tooLong =
        claim.bound() != Claim.Bound.AT_MOST
            && claim.value().compareTo(span) > 0
            && !claim.fits(span, width);
    if ((dated || undated) && !span.isNegative() && tooLong) {
      findings.add(
          finding(
              document,
              at,
              claim.written().strip()
                  + " is written, but the timeline's rows span "
                  + Claim.text(span)
                  + ", from "
                  + stamps.get(0)
                  + " to "
                  + stamps.get(stamps.size() - 1)));
    }
  }

  private static Duration width(Stamp a, Stamp b) {
    return a.unit().compareTo(b.unit()) > 0 ? a.unit() : b.unit();
  }
}
