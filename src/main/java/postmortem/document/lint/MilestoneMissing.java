package postmortem.document.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Heading;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.document.read.Table;
import postmortem.incident.Milestone;

/** Names a post-mortem that leaves out one of the five moments; "unknown" is an answer. */
public final class MilestoneMissing implements LintRule {

  private static final Map<Milestone, Pattern> WORDS = new EnumMap<>(Milestone.class);

  static {
    word(
        Milestone.IMPACT_START,
        "impact start|start of (?:the )?impact|impact (?:began|begins)|started|start time|began|begins?|starts|first (?:5xx|error|failure|failed|occurrence|seen)|introduce[ds]|beginn?|begann|d\u00e9but|commenc\\w+");
    word(
        Milestone.DETECTION,
        "detect(?:ed|ion|s)|notic(?:ed|es)|alert(?:ed|s)?|fired|report(?:ed|s)|discover(?:ed|y)|realiz(?:ed|es|ation)|paged?|erkannt|erkennung|bemerkt|alarm|alerte|d\u00e9tect\\w*");
    word(
        Milestone.ACKNOWLEDGEMENT,
        "acknowledg\\w*|ack(?:ed|s)?|respond(?:ed|s|er)|investigat\\w+|on it|triag\\w+|start(?:ed)? looking|debugg\\w+|quittiert|angenommen|pris en (?:charge|compte)");
    word(
        Milestone.MITIGATION,
        "mitigat\\w+|workaround|rolled back|roll(?:ing)? back|rollback|revert(?:ed|s|ing)?|scaled|failover|failed over|disabled|restarted|stopped the impact|hot-?fix|temporary fix|work-?around|entsch\u00e4rft|zur\u00fcckgerollt|att\u00e9nu\\w+|contourn\\w+");
    word(
        Milestone.RESOLUTION,
        "resol(?:ved|ution|ves)|recover(?:ed|y)|fixed|restored?|closed|(?:back|returned) to (?:\\w+ )?normal|normal again|fully back|operational again|all systems operational|behoben|gel\u00f6st|wieder normal|r\u00e9solu\\w*|retour \u00e0 la normale");
  }

  /** A time of day, or the plain statement that none is known. */
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?i)(?:\\b|(?<=\\dT))\\d{1,2}:\\d{2}(?:\\b|(?=[ap]m|Z\\b))|\\bunknown\\b|\\bnot (?:known|reached|needed)\\b");

  private static final Pattern OF_IMPACT =
      Pattern.compile(
          "(?i)\\b(?:duration|lasted|lasting|outage|impact|down|downtime|unavailable|failed|failing|affected|degraded|experienced|between|from)\\b");

  /** From one end to the other, with zones and dates beside the times. */
  private static final Pattern TO =
      Pattern.compile(
          "(?i)\\s*\\(?(?:[a-z]{2,4}(?:[+-]\\d+)?|[a-z]+/[a-z_]+)?\\)?,?\\s*(?:to|until|till|and|-|\u2013|\u2014|\u2192|through)\\s*(?:(?:about|around|approximately)\\s*)?");

  @Override
  public String id() {
    return "milestone-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "give each of the five a time, or write \u201cunknown\u201d";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<String> statements = statements(document);
    boolean window = statements.stream().anyMatch(MilestoneMissing::isWindow);
    List<String> missing = new ArrayList<>();
    WORDS.forEach(
        (milestone, words) -> {
          boolean ofWindow =
              window && (milestone == Milestone.IMPACT_START || milestone == Milestone.RESOLUTION);
          if (!ofWindow && statements.stream().noneMatch(s -> words.matcher(s).find())) {
            missing.add(milestone.label().replace('-', ' '));
          }
        });
    if (missing.isEmpty()) {
      return List.of();
    }
    Optional<Spot> timeline =
        document.headings().stream()
            .filter(h -> h.title().toLowerCase(java.util.Locale.ROOT).contains("timeline"))
            .map(Heading::at)
            .findFirst();
    return List.of(
        finding(
            document,
            timeline.orElse(new Spot(1, 1)),
            "no time and no \u201cunknown\u201d is given for: " + String.join(", ", missing)));
  }

  /** Whether it says from when to when it lasted, which is when the impact began and ended. */
  private static boolean isWindow(String statement) {
    List<Stamp> stamps = Stamp.in(statement);
    return stamps.size() == 2
        && OF_IMPACT.matcher(statement).find()
        && TO.matcher(statement.substring(stamps.get(0).end(), stamps.get(1).start())).matches();
  }

  private static void word(Milestone milestone, String words) {
    WORDS.put(milestone, Pattern.compile("(?i)\\b(?:" + words + ")\\b"));
  }

  /** Passages and rows of tables which give a time or say that none is known. */
  private static List<String> statements(DocumentText document) {
    List<String> statements = new ArrayList<>();
    for (Passage passage : document.passages()) {
      boolean prose =
          passage.kind() != Passage.Kind.TABLE_CELL && passage.kind() != Passage.Kind.CODE;
      if (prose && !OpenQuestionLeft.isPrompt(passage)) {
        // A heading with a time speaks for what stands below it.
        boolean timed = passage.section().stream().anyMatch(t -> ANSWER.matcher(t).find());
        statements.add(timed ? "00:00 " + passage.text() : passage.text());
      }
    }
    for (Table table : document.tables()) {
      for (List<Cell> row : table.rows()) {
        statements.add(String.join(" | ", row.stream().map(Cell::text).toList()));
      }
    }
    return statements.stream().filter(s -> ANSWER.matcher(s).find()).toList();
  }
}
