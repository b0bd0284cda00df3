package postmortem.log.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of signatures as numbers, and how likely each is one of many values: a name that a
 * machine or a person was given rather says which one, a verb rather says what happened.
 */
final class Words {

  /** The number of {@code <*>}. */
  static final int ANY = 0;

  /** The number of a value that is missing. */
  static final int NONE = 1;

  /** Weight from which on words at one place are values of a variable: four plain words. */
  static final int ENOUGH = 24;

  /** The same where many other words are the same: two identifiers or three words. */
  static final int ENOUGH_IN_CONTEXT = 15;

  /** The same where nearly all other words are the same: two of any kind but verbs. */
  static final int ENOUGH_IN_LONG_CONTEXT = 12;

  /** So many letters beside a variable are a word. */
  private static final int CONSTANT_LETTERS = 3;

  private static final int IDENTIFIER = 8;
  private static final int PLAIN = 6;
  private static final int VERB = 3;

  /** Before and behind these stands a value. */
  private static final Set<String> KINDS =
      Set.of("state", "status", "mode", "phase", "level", "signal");

  /** Behind these stands a name. */
  private static final Set<String> CUES =
      Set.of(
          "from",
          "by",
          "via",
          "on",
          "for",
          "user",
          "host",
          "node",
          "interface",
          "device",
          "driver",
          "service",
          "process",
          "thread",
          "module",
          "package",
          "component",
          "class",
          "type",
          "kind",
          "role",
          "reason",
          "zone",
          "database",
          "table",
          "index",
          "queue",
          "topic",
          "task",
          "job",
          "target",
          "name",
          "named",
          "protocol",
          "method",
          "region",
          "container",
          "image",
          "volume",
          "namespace",
          "plugin",
          "feature",
          "account",
          "group",
          "cluster",
          "master");

  /** What operations are called, unlike the names of states and the methods of requests. */
  private static final Set<String> OPERATIONS =
      Set.of(
          "ADD",
          "REMOVE",
          "CREATE",
          "INSERT",
          "UPDATE",
          "START",
          "STOP",
          "OPEN",
          "CLOSE",
          "READ",
          "WRITE",
          "SEND",
          "RECEIVE",
          "CONNECT",
          "DISCONNECT");

  /** Names of values that say what happened. */
  private static final Set<String> HAPPENED =
      Set.of(
          "event",
          "evt",
          "action",
          "op",
          "operation",
          "msg",
          "message",
          "status",
          "stat",
          "result",
          "outcome",
          "error",
          "err",
          "exception");

  /** What stands behind a colon says what happened where it is one of these. */
  private static final Set<String> WRONG = Set.of("error", "err", "exception");

  /** What log messages use to tell apart what happened. */
  private static final Set<String> VERBS =
      Set.of(
          "up",
          "down",
          "on",
          "off",
          "in",
          "out",
          "start",
          "starts",
          "stop",
          "stops",
          "begin",
          "begins",
          "end",
          "ends",
          "open",
          "opens",
          "close",
          "closes",
          "enter",
          "enters",
          "exit",
          "exits",
          "leave",
          "leaves",
          "left",
          "lost",
          "found",
          "read",
          "reads",
          "write",
          "writes",
          "get",
          "put",
          "set",
          "add",
          "adds",
          "remove",
          "removes",
          "create",
          "delete",
          "insert",
          "update",
          "connect",
          "disconnect",
          "enable",
          "disable",
          "success",
          "failure",
          "fail",
          "fails",
          "ok",
          "done",
          "send",
          "sends",
          "sent",
          "receive",
          "receives",
          "not",
          "no",
          "before",
          "after",
          "old",
          "new",
          "first",
          "last",
          "free",
          "used",
          "total",
          "high",
          "low",
          "above",
          "below",
          "successfully",
          "again",
          "now",
          "is",
          "was",
          "has",
          "had");

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> weights = new ArrayList<>();

  Words() {
    number(Shape.ANY);
    number("");
  }

  int number(String word) {
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    numbers.put(word, texts.size());
    texts.add(word);
    weights.add(weight(word));
    return texts.size() - 1;
  }

  String text(int number) {
    return texts.get(number);
  }

  int weight(int number) {
    return weights.get(number);
  }

  /** Whether it is what was done. */
  boolean isOperation(int number) {
    return OPERATIONS.contains(texts.get(number));
  }

  /** Whether a value stands behind that word. */
  boolean isCue(int number) {
    return CUES.contains(texts.get(number)) || isKind(number);
  }

  /** Whether it says of what kind the value before it is. */
  boolean isKind(int number) {
    return KINDS.contains(texts.get(number));
  }

  /** Whether a word, or a good part of it, is the same whatever was written there. */
  boolean isConstant(int number) {
    String text = texts.get(number);
    int any = text.indexOf(Shape.ANY);
    return number != NONE
        && (any < 0
            || text.replace(Shape.ANY, "").chars().filter(Character::isLetter).count()
                >= CONSTANT_LETTERS);
  }

  /** Whether the value of that name says what happened. */
  boolean isWhatHappened(int number) {
    return HAPPENED.contains(texts.get(number).toLowerCase(Locale.ROOT));
  }

  /** Whether what stands behind that word and a colon says what went wrong. */
  boolean isWrong(int number) {
    return WRONG.contains(texts.get(number).toLowerCase(Locale.ROOT));
  }

  /** Whether a word has a variable in it, or is one. */
  boolean isVariable(int number) {
    return texts.get(number).contains(Shape.ANY);
  }

  boolean isVerb(int number) {
    return weights.get(number) == VERB;
  }

  /**
   * What a word begins with before its number, as {@code eth} of {@code eth1}: words with the same
   * are one and the same kind of thing. Empty for versions, which are part of what is said.
   */
  String stem(int number) {
    String word = texts.get(number);
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    boolean version = end > 0 && Character.toLowerCase(word.charAt(end - 1)) == 'v';
    return end == word.length() || version ? "" : word.substring(0, end);
  }

  private static int weight(String word) {
    if (word.isEmpty()) {
      return PLAIN;
    }
    if (isException(word)) {
      return VERB;
    }
    if (word.contains(Shape.ANY) || isIdentifier(word)) {
      return IDENTIFIER;
    }
    return isVerb(word) ? VERB : PLAIN;
  }

  /** The name of an exception says what happened. */
  private static boolean isException(String word) {
    return word.length() > "Exception".length()
        && (word.endsWith("Error") || word.endsWith("Exception"));
  }

  /** A name with a version, as {@code ipv4}. */
  private static boolean isVersion(String word) {
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return end < word.length()
        && end > 0
        && Character.toLowerCase(word.charAt(end - 1)) == 'v'
        && word.chars().limit(end).allMatch(Character::isLetter);
  }

  private static boolean isIdentifier(String word) {
    boolean lower = false;
    if (word.chars().allMatch(Character::isUpperCase)) {
      return true;
    }
    if (isVersion(word)) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.isDigit(c)
          || "._/@$\\".indexOf(c) >= 0
          || (lower && Character.isUpperCase(c))) {
        return true;
      }
      lower |= Character.isLowerCase(c);
    }
    return false;
  }

  private static boolean isVerb(String word) {
    String plain = Character.toLowerCase(word.charAt(0)) + word.substring(1);
    boolean letters = plain.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return letters
        && (VERBS.contains(plain)
            || (plain.length() > 4 && plain.endsWith("ed"))
            || (plain.length() > 5 && plain.endsWith("ing")));
  }
}
