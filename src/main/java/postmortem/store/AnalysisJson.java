package postmortem.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Factor;
import postmortem.analysis.Hypothesis;
import postmortem.analysis.Measure;
import postmortem.analysis.Observability;
import postmortem.analysis.RankedChange;
import postmortem.analysis.Reached;
import postmortem.analysis.Span;
import postmortem.analysis.Upstream;
import postmortem.declaration.Declaration;
import postmortem.event.EventTime;
import postmortem.event.clock.ClockSkew;
import postmortem.incident.Milestone;
import postmortem.timeline.CoverageGap;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;

/** What {@code analyze --json} prints. */
public final class AnalysisJson {

  private AnalysisJson() {}

  /** One object on one line. */
  public static String write(Timeline timeline, Analysis analysis) {
    return JsonText.object(json -> members(json, timeline, analysis)) + "\n";
  }

  private static void members(JsonGenerator json, Timeline timeline, Analysis analysis)
      throws IOException {
    json.writeNumberField("schema", Declaration.SCHEMA);
    json.writeObjectFieldStart("milestones");
    for (Milestone milestone : Milestone.values()) {
      Reached reached = analysis.milestones().get(milestone);
      if (reached == null) {
        json.writeNullField(milestone.label());
        continue;
      }
      json.writeObjectFieldStart(milestone.label());
      json.writeStringField("at", EventTime.format(reached.at(), reached.precision()));
      json.writeStringField("rule", reached.rule());
      JsonText.citations(json, reached.citations());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("durations");
    for (Measure measure : Measure.values()) {
      Span span = analysis.durations().get(measure);
      if (span == null) {
        json.writeNullField(measure.label());
        continue;
      }
      json.writeObjectFieldStart(measure.label());
      json.writeStringField("from", end(timeline, analysis, span.from()));
      json.writeStringField("to", end(timeline, analysis, span.to()));
      json.writeStringField("value", span.value().toString());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("changes");
    for (RankedChange change : analysis.changes()) {
      change(json, change);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("upstream");
    for (Upstream upstream : analysis.upstream()) {
      upstream(json, upstream);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("hypotheses");
    for (Hypothesis hypothesis : analysis.hypotheses()) {
      hypothesis(json, hypothesis);
    }
    json.writeEndArray();
    factors(json, "factors", analysis.factors());
    json.writeArrayFieldStart("coverage");
    for (CoverageGap gap : analysis.coverage()) {
      json.writeStartObject();
      json.writeStringField("evidence", gap.evidence());
      json.writeStringField("kind", gap.kind().label());
      JsonText.instant(json, "from", gap.from());
      JsonText.instant(json, "to", gap.to());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("clocks");
    for (ManifestEntry entry : timeline.manifest()) {
      String evidence = entry.account().evidence();
      if (!entry.account().clockOffset().isZero()) {
        clock(
            json,
            evidence,
            entry.account().clockOffset(),
            true,
            of(timeline.corrected(), evidence));
      }
      ClockSkew left = of(timeline.clocks(), evidence);
      if (left != null) {
        clock(json, evidence, left.ahead().negated(), false, left);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("observability");
    for (Observability grade : analysis.observability()) {
      json.writeStartObject();
      json.writeStringField("aspect", grade.aspect().label());
      json.writeStringField("grade", grade.grade().label());
      json.writeStringField("because", grade.because());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** An end point with the digits of the stamp behind it, as its milestone or its row prints it. */
  private static String end(Timeline timeline, Analysis analysis, Instant at) {
    for (Reached reached : analysis.milestones().values()) {
      if (reached.at().equals(at)) {
        return EventTime.format(at, reached.precision());
      }
    }
    for (PlacedEvent placed : timeline.events()) {
      if (placed.event().time().at().equals(at)) {
        return placed.event().time().text();
      }
    }
    return EventTime.format(at);
  }

  private static void upstream(JsonGenerator json, Upstream upstream) throws IOException {
    json.writeStartObject();
    json.writeStringField("provider", upstream.provider());
    json.writeStringField("verdict", upstream.verdict().label());
    JsonText.instant(json, "from", upstream.from());
    JsonText.instant(json, "to", upstream.to());
    JsonText.citations(json, upstream.citations());
    json.writeEndObject();
  }

  private static @Nullable ClockSkew of(List<ClockSkew> skews, String evidence) {
    return skews.stream().filter(skew -> skew.evidence().equals(evidence)).findFirst().orElse(null);
  }

  /** A clock and what its times need; without a comparison a person stated it. */
  private static void clock(
      JsonGenerator json,
      String evidence,
      Duration offset,
      boolean applied,
      @Nullable ClockSkew compared)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("source", evidence);
    json.writeStringField("offset", offset.toString());
    if (compared == null) {
      json.writeNullField("bound");
    } else {
      json.writeStringField("bound", compared.bound().toString());
    }
    json.writeNumberField("anchors", compared == null ? 0 : compared.anchors());
    json.writeBooleanField("applied", applied);
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, RankedChange change) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rank", change.rank());
    JsonText.number(json, "score", change.score());
    json.writeStringField(
        "at",
        change.beganEarlier() ? EventTime.format(change.at()) : change.change().time().text());
    json.writeStringField("what", change.change().summary());
    json.writeStringField("kind", change.change().type().label());
    json.writeObjectFieldStart("terms");
    for (Map.Entry<String, RankedChange.Term> term : change.terms().entrySet()) {
      JsonText.number(json, term.getKey(), term.getValue().points());
    }
    json.writeEndObject();
    JsonText.citations(json, change.change().citations());
    json.writeEndObject();
  }

  private static void factors(JsonGenerator json, String name, List<Factor> factors)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Factor factor : factors) {
      json.writeStartObject();
      json.writeStringField("id", factor.id());
      json.writeStringField("category", factor.category().label());
      json.writeStringField("text", factor.text());
      json.writeBooleanField("question", factor.isQuestion());
      JsonText.citations(json, factor.citations());
      factors(json, "whys", factor.whys());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void hypothesis(JsonGenerator json, Hypothesis hypothesis) throws IOException {
    json.writeStartObject();
    json.writeStringField("statement", hypothesis.statement());
    json.writeNumberField("change", hypothesis.change());
    JsonText.number(json, "share", hypothesis.share());
    json.writeArrayFieldStart("predicts");
    for (String prediction : hypothesis.predicts()) {
      json.writeString(prediction);
    }
    json.writeEndArray();
    grounds(json, "for", hypothesis.speaksFor());
    grounds(json, "against", hypothesis.speaksAgainst());
    json.writeStringField("check", hypothesis.check());
    json.writeEndObject();
  }

  private static void grounds(JsonGenerator json, String name, List<Hypothesis.Ground> grounds)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Hypothesis.Ground ground : grounds) {
      json.writeStartObject();
      json.writeStringField("text", ground.text());
      JsonText.citations(json, ground.citations());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
