package postmortem.store;

import postmortem.event.EventTime;
import postmortem.log.Assignment;
import postmortem.log.Signature;

/** What {@code signatures --json} and {@code signatures --assign} print. */
public final class SignatureJson {

  private SignatureJson() {}

  /** One signature on its line. */
  public static String write(Signature signature) {
    EventTime first = signature.first();
    EventTime last = signature.last();
    return JsonText.object(
            json -> {
              json.writeStringField("signature", signature.id());
              json.writeStringField("template", signature.template());
              json.writeNumberField("count", signature.count());
              JsonText.text(json, "first", first == null ? null : first.text());
              JsonText.text(json, "last", last == null ? null : last.text());
              json.writeStringField("severity", signature.severity().label());
              JsonText.citations(json, "examples", signature.examples());
            })
        + "\n";
  }

  /** To which signature a record belongs, on its line. */
  public static String write(Assignment assignment) {
    return JsonText.object(
            json -> {
              json.writeStringField("evidence", assignment.evidence());
              json.writeNumberField("line", assignment.line());
              json.writeNumberField("lines", assignment.lines());
              json.writeStringField("signature", assignment.signature());
            })
        + "\n";
  }
}
