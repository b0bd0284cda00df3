package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.ServiceName;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Words;

/**
 * What changes have to do with each other: what a deployment contains, what takes a change back.
 */
final class ChangeLinks {

  private static final Duration FLAG_AFTER_CODE = Duration.ofDays(14);
  private static final int LEAST_COMMIT_DIGITS = 7;
  private static final int LEAST_SHARED_WORDS = 2;

  /** A version of one to four numbers, with what stands before them. */
  private static final Pattern NUMBERED = Pattern.compile("(\\D*)(\\d{1,6}(?:\\.\\d{1,6}){0,3})");

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,9})?");

  private static final Pattern OFF = Pattern.compile("(?i)false|off|disabled|inactive");

  private static final Pattern SWITCH =
      Pattern.compile("(?i)true|false|on|off|enabled|disabled|active|inactive");

  /** What an audit log calls a change that puts a rule or a setting in force. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?i)(?<![a-z])(?:create|add|insert|enable|activate|attach)(?:d|ed)?(?![a-z])");

  /** What it calls one that takes it out. */
  private static final Pattern UNMADE =
      Pattern.compile(
          "(?i)(?<![a-z])(?:del|delete|remove|disable|deactivate|detach)(?:d|ed)?(?![a-z])");

  private static final Pattern POINT = Pattern.compile("\\.");

  /** How git calls a commit that takes another one back. */
  private static final Pattern REVERT = Pattern.compile("\\bRevert \"(?!Revert \")(.{4,300})\"");

  private final List<Event> changes;

  /** Changes of the whole evidence, in any order. */
  ChangeLinks(List<Event> changes) {
    this.changes =
        changes.stream()
            .sorted(Comparator.comparing((Event e) -> e.time().at()).thenComparing(Event::id))
            .toList();
  }

  /**
   * The changes that came into force with this one: commits in a deployment, code behind a flag.
   */
  List<Event> contained(Event change) {
    return switch (change.type()) {
      case DEPLOY, ROLLBACK, DEPLOY_FAILED -> commits(change);
      case FLAG, CONFIGURATION -> behind(change);
      default -> List.of();
    };
  }

  private List<Event> commits(Event deploy) {
    Event before = previousDeploy(deploy);
    List<Event> commits = new ArrayList<>();
    for (Event change : changes) {
      if (!isCommit(change) || change.time().at().isAfter(deploy.time().at())) {
        continue;
      }
      boolean same = sameService(change, deploy);
      boolean since = before == null || change.time().at().isAfter(before.time().at());
      // Without an earlier deployment in the evidence only the named commit is known to be in it.
      if (isNamed(change, deploy) || (same && since && before != null)) {
        commits.add(change);
      }
    }
    return commits;
  }

  private static boolean isCommit(Event change) {
    return change.type() == EventType.COMMIT || change.type() == EventType.DEPENDENCY;
  }

  private static boolean isNamed(Event commit, Event deploy) {
    String a = commit.attributes().getOrDefault(Attribute.COMMIT, "");
    String b = deploy.attributes().getOrDefault(Attribute.COMMIT, "");
    if (Math.min(a.length(), b.length()) >= LEAST_COMMIT_DIGITS) {
      return a.startsWith(b) || b.startsWith(a);
    }
    String version = deploy.attributes().getOrDefault(Attribute.VERSION, "");
    return !version.isEmpty()
        && version.equals(commit.attributes().getOrDefault(Attribute.VERSION, ""))
        && sameService(commit, deploy);
  }

  private static boolean sameService(Event a, Event b) {
    return ServiceName.relation(a.service(), b.service()) == Relation.SAME;
  }

  /** The last deployment of the same service before this one. */
  @Nullable Event previousDeploy(Event deploy) {
    Event previous = null;
    for (Event change : changes) {
      if ((change.type() == EventType.DEPLOY || change.type() == EventType.ROLLBACK)
          && change.time().at().isBefore(deploy.time().at())
          && sameService(change, deploy)) {
        previous = change;
      }
    }
    return previous;
  }

  /** Commits and deployments whose words hold those of the flag's key. */
  private List<Event> behind(Event flag) {
    String key = flag.attributes().getOrDefault(Attribute.FLAG, "");
    SortedSet<String> words = Words.stems(key);
    List<Event> behind = new ArrayList<>();
    if (words.isEmpty()) {
      return behind;
    }
    for (Event change : changes) {
      Duration lead = Duration.between(change.time().at(), flag.time().at());
      if (isCommit(change) && !lead.isNegative() && lead.compareTo(FLAG_AFTER_CODE) <= 0) {
        int shared = Words.shared(words, Words.ofChange(change)).size();
        boolean named =
            excerpt(change).toLowerCase(Locale.ROOT).contains(key.toLowerCase(Locale.ROOT));
        if (named || shared >= LEAST_SHARED_WORDS || (shared == 1 && words.size() == 1)) {
          behind.add(change);
        }
      }
    }
    return behind;
  }

  private static String excerpt(Event event) {
    return event.summary() + ' ' + event.citations().get(0).excerpt();
  }

  /** The first change after {@code from} and not after {@code to} which takes this one back. */
  @Nullable Event reversal(Event change, Instant from, Instant to) {
    Event previous = change.type() == EventType.DEPLOY ? previousDeploy(change) : null;
    for (Event later : changes) {
      Instant at = later.time().at();
      if (at.isBefore(from) || at.isAfter(to) || !at.isAfter(change.time().at())) {
        continue;
      }
      if (takesBack(later, change, previous)) {
        return later;
      }
    }
    return null;
  }

  private boolean takesBack(Event later, Event change, @Nullable Event previous) {
    return switch (change.type()) {
      case FLAG, CONFIGURATION, INFRASTRUCTURE -> switchesBack(later, change);
      case DEPLOY ->
          (later.type() == EventType.ROLLBACK
                  && sameService(later, change)
                  && !isPutBack(change, later))
              || (previous != null
                  && later.type() == EventType.DEPLOY
                  && sameService(later, change)
                  && has(later, Attribute.VERSION)
                  && equal(later, previous, Attribute.VERSION)
                  && !equal(later, change, Attribute.VERSION))
              || (sameService(later, change) && (isOlder(later, change) || undoes(later, change)));
      case COMMIT, DEPENDENCY -> reverts(later, change);
      default -> false;
    };
  }

  /** Whether a deployment brings a lower version of the same numbering. */
  private static boolean isOlder(Event later, Event change) {
    if (later.type() != EventType.DEPLOY && later.type() != EventType.ROLLBACK) {
      return false;
    }
    Matcher low = NUMBERED.matcher(later.attributes().getOrDefault(Attribute.VERSION, ""));
    Matcher high = NUMBERED.matcher(change.attributes().getOrDefault(Attribute.VERSION, ""));
    if (!low.matches() || !high.matches() || !low.group(1).equals(high.group(1))) {
      return false;
    }
    int[] one = numbers(low.group(2));
    int[] other = numbers(high.group(2));
    return one.length == other.length && Arrays.compare(one, other) < 0;
  }

  private static int[] numbers(String version) {
    return POINT.splitAsStream(version).mapToInt(Integer::parseInt).toArray();
  }

  /** Whether what was deployed is called the reversal of what this change brought. */
  private static boolean undoes(Event later, Event change) {
    if (later.type() != EventType.DEPLOY && later.type() != EventType.ROLLBACK) {
      return false;
    }
    Matcher title = REVERT.matcher(later.summary());
    return title.find()
        && change.summary().contains(title.group(1))
        && !REVERT.matcher(change.summary()).find();
  }

  /** Whether a rollback went to what this deployment had brought, or to what came after it. */
  private boolean isPutBack(Event change, Event rollback) {
    String restored = rollback.attributes().getOrDefault(Attribute.RESTORED, "");
    if (!restored.isEmpty() && has(change, Attribute.REVISION)) {
      // The versions of what runs may be the same in all revisions.
      return restored.equals(change.attributes().get(Attribute.REVISION));
    }
    if (!has(rollback, Attribute.VERSION)) {
      return false;
    }
    return changes.stream()
        .anyMatch(
            deploy ->
                deploy.type() == EventType.DEPLOY
                    && sameService(deploy, rollback)
                    && equal(deploy, rollback, Attribute.VERSION)
                    && !deploy.time().at().isBefore(change.time().at())
                    && deploy.time().at().isBefore(rollback.time().at()));
  }

  /** Whether two changes are of the same flag or setting, in the same place. */
  private static boolean isOfSame(Event later, Event change) {
    String what = has(change, Attribute.FLAG) ? Attribute.FLAG : Attribute.SETTING;
    boolean elsewhere =
        has(later, Attribute.ENVIRONMENT)
            && has(change, Attribute.ENVIRONMENT)
            && !equal(later, change, Attribute.ENVIRONMENT);
    return later.type() == change.type()
        && has(change, what)
        && equal(later, change, what)
        && !elsewhere;
  }

  /**
   * Whether a flag or a setting has again the value that it had before. Of a flag that is known to
   * be switched, but not how, the next switch takes the last one back, unless both say the same, as
   * the steps do in which it is opened to more and more users; of a setting it may be any other
   * value, unless it was switched on and then off, or made and then disabled.
   */
  private boolean switchesBack(Event later, Event change) {
    if (!isOfSame(later, change)) {
      return false;
    }
    String before = valueBefore(change);
    String after = later.attributes().getOrDefault(Attribute.AFTER, "");
    // How far a flag reaches is no value that it is switched to.
    boolean known = !before.isEmpty() && !after.isEmpty() && isSwitch(before) == isSwitch(after);
    boolean back = before.equals(after) || isFurtherBack(change, before, after);
    if (known && (!back || after.equals(valueBefore(later)))) {
      return false;
    }
    for (Event between : changes) {
      Instant at = between.time().at();
      if (isOfSame(between, change)
          && at.isAfter(change.time().at())
          && at.isBefore(later.time().at())
          // What switches a flag off takes back all steps in which it was opened.
          && (known
              || !isOff(later)
              || isSwitch(between.attributes().getOrDefault(Attribute.AFTER, "")))
          // On the way to other values it was not yet back.
          && (!known
              || before.equals(between.attributes().getOrDefault(Attribute.AFTER, before)))) {
        return false;
      }
    }
    boolean next = has(change, Attribute.FLAG) && !isFurtherStep(later, change);
    return known || next || isOpposite(later, change, after);
  }

  /** Whether a change of which no value is known opened a flag further. */
  private static boolean isFurtherStep(Event later, Event change) {
    return !has(later, Attribute.AFTER)
        && !has(change, Attribute.AFTER)
        && RolloutSteps.goesOn(later, change);
  }

  private static boolean isOff(Event change) {
    return has(change, Attribute.FLAG)
        && OFF.matcher(change.attributes().getOrDefault(Attribute.AFTER, "")).matches();
  }

  private static boolean isOpposite(Event later, Event change, String after) {
    String set = change.attributes().getOrDefault(Attribute.AFTER, "");
    if (isSwitch(set) && isSwitch(after)) {
      return !set.equalsIgnoreCase(after);
    }
    String one = change.attributes().getOrDefault(Attribute.ACTION, "");
    String other = later.attributes().getOrDefault(Attribute.ACTION, "");
    return (MADE.matcher(one).find() && UNMADE.matcher(other).find())
        || (UNMADE.matcher(one).find() && MADE.matcher(other).find());
  }

  /** Whether a number that was raised or lowered is now beyond where it had been before. */
  private static boolean isFurtherBack(Event change, String before, String after) {
    double set = number(change.attributes().getOrDefault(Attribute.AFTER, ""));
    double low = number(before);
    double now = number(after);
    return (set > low && now < low) || (set < low && now > low);
  }

  private static boolean isSwitch(String value) {
    return SWITCH.matcher(value).matches();
  }

  /** The number that a value is; NaN when it is none. */
  private static double number(String value) {
    return DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
  }

  /** What was set before a change, as it says itself, or the last change of the same; or empty. */
  private String valueBefore(Event change) {
    String before = change.attributes().getOrDefault(Attribute.BEFORE, "");
    if (before.isEmpty() && has(change, Attribute.SETTING)) {
      for (Event earlier : changes) {
        if (earlier.time().at().isBefore(change.time().at()) && isOfSame(earlier, change)) {
          before = earlier.attributes().getOrDefault(Attribute.AFTER, "");
        }
      }
    }
    return before;
  }

  private static boolean reverts(Event later, Event change) {
    boolean written = later.type() == EventType.COMMIT || later.type() == EventType.ROLLBACK;
    if (!written || !later.summary().toLowerCase(Locale.ROOT).startsWith("revert")) {
      return false;
    }
    String commit = change.attributes().getOrDefault(Attribute.COMMIT, "");
    String text = excerpt(later);
    return (commit.length() >= LEAST_COMMIT_DIGITS
            && text.contains(commit.substring(0, LEAST_COMMIT_DIGITS)))
        || text.contains(change.summary());
  }

  private static boolean has(Event event, String attribute) {
    return event.attributes().containsKey(attribute);
  }

  private static boolean equal(Event a, Event b, String attribute) {
    return a.attributes()
        .getOrDefault(attribute, "")
        .equals(b.attributes().getOrDefault(attribute, ""));
  }

  /** Whether a deployment of its service went live between this commit and {@code until}. */
  boolean isLive(Event commit, Instant until) {
    boolean any = false;
    for (Event change : changes) {
      if (change.type() == EventType.DEPLOY && sameService(change, commit)) {
        any = true;
        Instant at = change.time().at();
        if (!at.isBefore(commit.time().at()) && at.isBefore(until)) {
          return true;
        }
      }
    }
    return !any;
  }
}
