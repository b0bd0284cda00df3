package postmortem.document.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Heading;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;

/** Names an impact of which nobody said how large it was; "unknown" is an answer. */
public final class ImpactWithoutFigures implements LintRule {

  private static final String NUMBER = "\\d[\\d.,]*(?: ?(?:k|m|thousand|million|billion))?";

  private static final String WORD =
      "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|a (?:single|dozen)|dozens of|hundreds of|thousands of|half(?: of)?|a (?:third|quarter) of|all|every|each|no|none of|nobody)";

  private static final String OF = "(?: of)?(?: (?:the|our|its|their))? (?:[\\w/-]+ ){0,3}";

  /** Whoever or whatever is served. */
  private static final String SERVED =
      "(?:users?|customers?|clients?|visitors?|guests?|members?|people|persons?|players?|students?|patients?|drivers?|tenants?|(?<!service )accounts?|companies|organi[sz]ations|partners?|merchants?|subscribers?|shops?|stores?|requests?|calls?|orders?|payments?|transactions?|purchases?|bookings?|uploads?|downloads?|logins?|traffic)\\b";

  /** What else is counted, where a number stands before it. */
  private static final String COUNTED =
      "(?:teams?|quer(?:y|ies)|jobs?|builds?|runs?|messages?|e-?mails?|notifications?|sessions?|records?|rows?|files?|documents?|events?|hosts?|nodes?|servers?|instances?|pods?|devices?|installs?|ips|addresses|tickets?|complaints?|reports?|deployments?|sites?|repositories|projects?|hubs?)\\b";

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?i)\\d ?(?:%|percent\\b|per cent\\b)|\\b(?:"
              + NUMBER
              + "|"
              + WORD
              + ")"
              + OF
              + SERVED
              + "|\\b"
              + NUMBER
              + OF
              + COUNTED
              // What was hurt, whatever it is, but no time.
              + "|\\b"
              + NUMBER
              + " (?!(?:[\\w-]+ ){0,2}(?:ms|milliseconds?|s|sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\\b)(?:[\\w-]+ ){1,3}(?:was|were|are|have been|had been) (?:\\w+ly )?(?:affected|impacted|lost|delayed|dropped|rejected|declined|hit)\\b"
              + "|[$\u20ac\u00a3] ?\\d|\\b\\d+ (?:out )?of \\d+\\b|\\b(?:everyone|everybody|unknown|not known|no (?:customer|user|external|production)\\b.{0,20}\\bimpact|none)\\b");

  @Override
  public String id() {
    return "impact-without-figures";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "say how many users or requests, or which share; or write \u201cunknown\u201d and how one"
        + " would find out";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    Optional<Spot> at = impact(document);
    if (at.isEmpty() || document.passages().stream().anyMatch(this::answers)) {
      return List.of();
    }
    return List.of(finding(document, at.get(), "nothing says how large the impact was"));
  }

  /** The heading about the impact, else the one above the summary. */
  private static Optional<Spot> impact(DocumentText document) {
    for (String word : List.of("impact", "summary")) {
      Optional<Spot> at =
          document.headings().stream()
              .filter(h -> h.title().toLowerCase(Locale.ROOT).contains(word))
              .map(Heading::at)
              .findFirst();
      if (at.isPresent()) {
        return at;
      }
    }
    return Optional.empty();
  }

  /** A figure in somebody's words, or a question of the template which asks for one. */
  private boolean answers(Passage passage) {
    boolean elsewhere =
        passage.section().stream()
            .map(title -> title.toLowerCase(Locale.ROOT))
            .anyMatch(
                title ->
                    title.contains("action item")
                        || title.contains("corrective")
                        || title.contains("lessons")
                        || title.contains("root cause"));
    if (elsewhere || passage.kind() == Passage.Kind.CODE) {
      return false;
    }
    boolean asked =
        OpenQuestionLeft.isPrompt(passage)
            && passage.section().stream()
                .anyMatch(title -> title.toLowerCase(Locale.ROOT).contains("impact"));
    return asked || FIGURE.matcher(passage.text()).find();
  }
}
