package postmortem.document.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report template sees. Text components are escaped where they are printed; {@link Markup}
 * is Markdown already. A missing component (null) is asked for with {@code ??}. All times are UTC
 * unless said otherwise.
 *
 * @param front values of the front matter, quoted for YAML
 * @param title for readers
 * @param milestones all five, in their usual order
 * @param durations all four, in their usual order
 * @param services that were affected; empty when nothing says so
 * @param slo the objective that was broken, as stated
 * @param measurements values before and after, in order of time
 * @param counted what logs count of the impact, in order of time; empty when nothing does
 * @param timeline the rows
 * @param changes before the impact, best first
 * @param factors the tree
 * @param wentWell what the evidence shows that helped
 * @param wentPoorly what the evidence shows that hindered
 * @param evidence what was read and what it cannot say
 * @param excerpts one for every event that the document names, in order of time
 */
public record ReportView(
    FrontView front,
    String title,
    List<MilestoneView> milestones,
    List<DurationView> durations,
    List<ServiceView> services,
    @Nullable String slo,
    List<MeasurementView> measurements,
    List<FactView> counted,
    TimelineView timeline,
    ChangesView changes,
    List<FactorView> factors,
    List<FactView> wentWell,
    List<FactView> wentPoorly,
    EvidenceView evidence,
    List<ExcerptView> excerpts) {

  /**
   * The values of the front matter that are known.
   *
   * @param id of the post-mortem
   * @param title for readers
   * @param severity 1 to 5
   */
  public record FrontView(Markup id, Markup title, @Nullable Markup severity) {}

  /**
   * A milestone.
   *
   * @param id its name in machine interfaces
   * @param name for readers
   * @param time null when unknown
   * @param since how long after impact start; null when it is impact start or either is unknown
   * @param what happened then; empty when unknown
   * @param rule how it is known; empty when it is not
   * @param evidence links; empty when it is unknown
   */
  public record MilestoneView(
      String id,
      String name,
      @Nullable String time,
      @Nullable String since,
      String what,
      Markup rule,
      Markup evidence) {}

  /**
   * A duration.
   *
   * @param id its name in machine interfaces
   * @param name its short name
   * @param words what it is in words
   * @param value null when unknown
   * @param from time and event at its beginning; what is missing when unknown
   * @param to time and event at its end; empty when unknown
   * @param begins time of its beginning; empty when unknown
   * @param ends time of its end; empty when unknown
   */
  public record DurationView(
      String id,
      String name,
      String words,
      @Nullable String value,
      String from,
      String to,
      String begins,
      String ends) {}

  /**
   * A service.
   *
   * @param name of it
   * @param evidence why it is named here: a link, or who stated it
   */
  public record ServiceView(String name, Markup evidence) {}

  /**
   * Something measured that moved.
   *
   * @param name of the metric or of the counted records
   * @param before value and unit
   * @param after value and unit
   * @param time when it moved
   * @param back when it was normal again; null when nothing says so
   * @param evidence links
   */
  public record MeasurementView(
      String name,
      String before,
      String after,
      String time,
      @Nullable String back,
      Markup evidence) {}

  /**
   * The timeline.
   *
   * @param zone heading of the column beside UTC; null when there is none
   * @param rows in order
   * @param more how many further rows {@code timeline.jsonl} holds; null when none
   * @param from beginning of what is shown
   * @param to end of what is shown
   * @param elsewhere rises of errors with an alert to them at other times
   * @param expected rises of errors without one, since alerts were kept quiet
   * @param asLikely rises of errors, or alerts, at other times, where nothing says which of them
   *     was the incident
   */
  public record TimelineView(
      @Nullable String zone,
      List<RowView> rows,
      @Nullable String more,
      String from,
      String to,
      List<FactView> elsewhere,
      List<FactView> expected,
      List<FactView> asLikely) {}

  /**
   * A row of the timeline.
   *
   * @param time in UTC
   * @param local in the zone beside UTC; empty when there is none
   * @param what happened
   * @param kind and service
   * @param evidence link to the excerpts; its target is the event's id
   */
  public record RowView(String time, String local, Markup what, String kind, Markup evidence) {}

  /**
   * The changes before the impact.
   *
   * @param ranked the best
   * @param more how many further ones there were; null when none
   */
  public record ChangesView(List<ChangeView> ranked, @Nullable String more) {}

  /**
   * A change before the impact.
   *
   * @param rank from 1
   * @param what changed
   * @param time when
   * @param before how long before impact start; null when that is unknown
   * @param score the sum of the terms
   * @param terms what it is the sum of
   * @param doubt what speaks against it having set the incident off; null when nothing is known
   * @param evidence links
   */
  public record ChangeView(
      String rank,
      String what,
      String time,
      @Nullable String before,
      String score,
      Markup terms,
      @Nullable String doubt,
      Markup evidence) {}

  /**
   * A line of the tree of contributing factors.
   *
   * @param indent white space in front of the item
   * @param id path in the tree
   * @param branch name of the branch; null below the first level
   * @param text a statement or a question
   * @param question whether people have to answer it
   * @param evidence links; empty for a question
   */
  public record FactorView(
      Markup indent,
      String id,
      @Nullable String branch,
      String text,
      boolean question,
      Markup evidence) {}

  /**
   * A fact for the lessons.
   *
   * @param text a sentence without its full stop
   * @param evidence links
   */
  public record FactView(String text, Markup evidence) {}

  /**
   * What was read.
   *
   * @param files one for each
   * @param more how many further ones the manifest lists; null when none
   * @param total the sums
   * @param limits what the reader has to know about the evidence
   * @param observability how well the system could be seen
   */
  public record EvidenceView(
      List<FileView> files,
      @Nullable String more,
      FileView total,
      List<Markup> limits,
      List<GradeView> observability) {}

  /**
   * A piece of evidence and what became of its rows.
   *
   * @param name of it
   * @param reader what read it
   * @param read rows in all
   * @param placed became rows of the timeline
   * @param merged say the same as a placed one
   * @param aggregated went into counts
   * @param filtered outside the asked time, or no events
   * @param unreadable without format or time
   * @param span first to last
   */
  public record FileView(
      Markup name,
      String reader,
      String read,
      String placed,
      String merged,
      String aggregated,
      String filtered,
      String unreadable,
      String span) {}

  /**
   * A grade.
   *
   * @param aspect of the system
   * @param grade strong, partial or weak
   * @param because why
   */
  public record GradeView(String aspect, String grade, String because) {}

  /**
   * The excerpts of an event, all parts for a block of HTML.
   *
   * @param id of the event
   * @param time exact, in UTC
   * @param title first citation
   * @param more how many further citations there are; null when none
   * @param citations with their excerpts
   * @param left how many more are not shown here; null when none
   */
  public record ExcerptView(
      Markup id,
      Markup time,
      Markup title,
      @Nullable String more,
      List<CitationView> citations,
      @Nullable String left) {}

  /**
   * A citation.
   *
   * @param target file and place
   * @param text the excerpt; empty when there is none
   */
  public record CitationView(Markup target, Markup text) {}
}
