package postmortem.document.lint;

import java.util.List;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names a timeline of which nobody can tell in whose time it is written. */
public final class ZoneMissing implements LintRule {

  /** Abbreviations that stand for a zone in capitals; an offset; a name of the zone database. */
  private static final Pattern ZONE =
      Pattern.compile(
          "\\b(?:UTC|GMT|(?:[ACEIJKMNPW]|AK|HA?)[SD]T|CES?T|MES?Z|EES?T|WES?T|BST|MSK|SAST|[CEW]AT|AE[SD]T|AC[SD]T|NZ[SD]?T|SGT|HKT|WIB|PKT|BRT)\\b"
              + "|\\d(?:Z\\b| ?[+-]\\d{2}:?\\d{2}\\b)"
              + "|\\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific|US)/[A-Z][A-Za-z_]+"
              + "|(?i:\\butc\\b|\\btime ?zone\\b|\\b(?:pacific|eastern|central|mountain|local|berlin|london)(?: standard| daylight| european)? time\\b|\\b(?:heure|hora|ora) (?:de|di) \\w|\\bOrtszeit\\b)");

  @Override
  public String id() {
    return "zone-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "write UTC in the head of the time column, or beside each time";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Moment> timed =
        Moment.of(document).stream().filter(moment -> moment.stamp().isPresent()).toList();
    if (timed.isEmpty() || statesOne(document)) {
      return List.of();
    }
    return List.of(
        finding(document, timed.get(0).at(), "no zone is stated anywhere: " + timed.get(0).time()));
  }

  /** Anywhere but in fenced code, which prints times of its own. */
  private static boolean statesOne(DocumentText document) {
    boolean fenced = false;
    for (String line : document.lines()) {
      if (line.strip().startsWith("```") || line.strip().startsWith("~~~")) {
        fenced = !fenced;
      } else if (!fenced && ZONE.matcher(line).find()) {
        return true;
      }
    }
    return document.frontMatter().text("display-zone").isPresent();
  }
}
