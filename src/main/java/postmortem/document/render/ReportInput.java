package postmortem.document.render;

import postmortem.analysis.Analysis;
import postmortem.incident.Incident;
import postmortem.timeline.Timeline;

/**
 * What a report is made of. All text in it is redacted.
 *
 * @param id of the post-mortem: the name of its folder
 * @param title for readers
 * @param incident what people state
 * @param timeline what the evidence says
 * @param analysis what the timeline answers
 */
public record ReportInput(
    String id, String title, Incident incident, Timeline timeline, Analysis analysis) {
  public ReportInput {
    if (id.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("a report needs an id and a title");
    }
  }
}
