package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.ActionRow;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.timeline.PlacedEvent;

/**
 * Names a person who is named in prose. Who it was teaches nothing; which role met which situation
 * does. Owners of action items and the timeline's rows are exempt.
 */
public final class NamedPersonInProse implements LintRule {

  /** A handle; not an e-mail address, a package scope, an annotation or a pinned digest. */
  private static final Pattern HANDLE =
      Pattern.compile(
          "(?<![\\w.@/`-])@(?!here\\b|channel\\b|everyone\\b|on-?call\\b|[A-Z]\\w*(?:\\(|\\.[A-Z]))[A-Za-z\\d][\\w.-]*\\w(?![/\\w])");

  private static final String HUMAN_VERB =
      "(?:forgot|typed|thought|realized|realised|believed|panicked|assumed|felt|remembered|noticed|decided|told|asked|merged|approved|pushed|deployed|ran|executed|reverted|restarted|deleted|joined|clicked)";

  /** Two capitalised words that do what people do. */
  private static final Pattern FULL_NAME =
      Pattern.compile(
          "(?<![\\p{L}\\d-])(\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+) (?:then |had |also |accidentally |mistakenly )?"
              + HUMAN_VERB
              + "\\b|\\b(?:by|from|to|asked|told|paged|called) (\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+) (?:who|and (?:he|she))\\b");

  /** Words in names of products, companies and groups. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i).*\\b(?:the|this|that|our|team|group|service|services|cloud|web|server|support|engineering|engineer|manager|platform|operations|actions|customer|user|users|users|data|site|load|api|app|github|gitlab|google|amazon|azure|microsoft|kubernetes|control|plane|cluster|system|systems|some|all|each|both|other|many|most|no|not|when|after|before|while|then|as|it|we|they|incident|commander|on|an|a|two|three|one|several|another|nobody|someone|everyone|terraform|jenkins|argo|flux|spinnaker|helm|postgres|redis|deploy|pipeline|bot|feature|continuous|automatic|dev|ops|production|staging)\\b.*");

  /** Whoever has a role is named behind it: {@code Owner: @ana}. */
  private static final Pattern ROLE_LABEL =
      Pattern.compile(
          "(?i)(?:owners?|dri|authors?|lead|commander|ic|scribe|facilitator|reviewers?)\\W{0,4}:\\W{0,4}$");

  private static final Pattern BOT =
      Pattern.compile(
          "(?i).*(?:bot|\\[bot\\]|ci|cd|system|agent|hook|alert|monitor|pager|service|manager|deploy|argo|flux|github|gitlab|jenkins|slack).*");

  @Override
  public String id() {
    return "named-person-in-prose";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "write the role: the on-call engineer, a responder, the release manager";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    Set<Spot> actions = actionCells(document);
    List<Pattern> known = knownNames(context);
    List<Finding> findings = new ArrayList<>();
    for (Sentence sentence : Sentence.of(document)) {
      boolean table = sentence.passage().kind() == Passage.Kind.TABLE_CELL;
      if (actions.contains(sentence.passage().at())
          || isAmongPeople(sentence)
          || (table && sentence.isUnder("people", "roles", "responders", "contact"))) {
        continue;
      }
      TreeSet<Integer> reported = new TreeSet<>();
      find(document, sentence, HANDLE, 0, reported, findings);
      for (Pattern name : known) {
        find(document, sentence, name, 0, reported, findings);
      }
      Matcher m = FULL_NAME.matcher(sentence.text());
      while (m.find()) {
        int group = m.group(1) != null ? 1 : 2;
        if (!NO_NAME.matcher(m.group(group)).matches() && reported.add(m.start(group))) {
          findings.add(found(document, sentence, m.start(group), m.group(group)));
        }
      }
    }
    return findings;
  }

  /** A list of those who took part says who did, as does a section that thanks them. */
  private static boolean isAmongPeople(Sentence sentence) {
    boolean listed = sentence.passage().kind() == Passage.Kind.LIST_ITEM;
    return sentence.isUnder("action item", "acknowledgements", "participants", "attendees")
        || (listed && sentence.isUnder("responders", "authors", "reviewers", "people involved"));
  }

  private void find(
      DocumentText document,
      Sentence sentence,
      Pattern pattern,
      int group,
      Set<Integer> reported,
      List<Finding> findings) {
    Matcher m = pattern.matcher(sentence.text());
    while (m.find()) {
      boolean labelled = ROLE_LABEL.matcher(sentence.text().substring(0, m.start(group))).find();
      if (!labelled && reported.add(m.start(group))) {
        findings.add(found(document, sentence, m.start(group), m.group(group)));
      }
    }
  }

  private Finding found(DocumentText document, Sentence sentence, int index, String name) {
    return finding(document, sentence.at(index), "\u201c" + name + "\u201d names a person");
  }

  private static Set<Spot> actionCells(DocumentText document) {
    Set<Spot> cells = new java.util.HashSet<>();
    for (ActionRow row : document.actions()) {
      row.cells().values().stream().map(Cell::at).forEach(cells::add);
    }
    return cells;
  }

  /**
   * Names of those who wrote in chat or took a page. A plain word such as "will" is looked for with
   * a capital letter only, and not where a sentence begins.
   */
  private static List<Pattern> knownNames(LintContext context) {
    TreeSet<String> names = new TreeSet<>();
    for (PlacedEvent placed : context.timeline()) {
      Event event = placed.event();
      String actor = event.actor();
      boolean person = event.kind() == Kind.CHAT || event.kind() == Kind.ALERT;
      if (actor != null && person && actor.length() >= 3 && !BOT.matcher(actor).matches()) {
        names.add(actor);
      }
    }
    List<Pattern> patterns = new ArrayList<>();
    for (String name : names) {
      boolean word = name.chars().allMatch(Character::isLetter);
      String shown =
          word ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
      patterns.add(
          word
              ? Pattern.compile("(?<=[\\p{L}\\d,)] )" + Pattern.quote(shown) + "(?!\\w)")
              : Pattern.compile("(?i)(?<![\\w@-])" + Pattern.quote(name) + "(?![\\w-])"));
    }
    return patterns;
  }
}
