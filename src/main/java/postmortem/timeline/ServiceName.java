package postmortem.timeline;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether two systems mean the same service: {@code user-service}, {@code users} and {@code
 * acme/user-svc} do.
 */
public final class ServiceName {

  /** How two names are related. */
  public enum Relation {
    /** The same service. */
    SAME,
    /** One name holds the other, such as {@code orders} and {@code orders-db}. */
    PART,
    /** One of them is not known. */
    UNKNOWN,
    /** Different services. */
    OTHER
  }

  private ServiceName() {}

  /** The words of a name that tell which service it is; never empty for a name with letters. */
  public static SortedSet<String> key(String service) {
    String last = service.substring(service.lastIndexOf('/') + 1);
    SortedSet<String> all = new TreeSet<>();
    SortedSet<String> telling = new TreeSet<>();
    for (String word : Words.plain(last)) {
      String stem = Words.stem(word);
      all.add(stem);
      if (!Vocabulary.builtIn().has(Vocabulary.Topic.SERVICE_WORDS, word)) {
        telling.add(stem);
      }
    }
    return telling.isEmpty() ? all : telling;
  }

  /**
   * Whether a name is that of a program of the machine itself, such as its kernel: what it logs
   * happened to a service, but not to which one it says.
   */
  public static boolean isOfMachine(String name) {
    return Vocabulary.builtIn()
        .has(Vocabulary.Topic.MACHINE_PROGRAMS, name.toLowerCase(Locale.ROOT));
  }

  /** How two names are related. */
  public static Relation relation(@Nullable String a, @Nullable String b) {
    if (a == null || b == null || a.isBlank() || b.isBlank() || isOfMachine(a) || isOfMachine(b)) {
      return Relation.UNKNOWN;
    }
    SortedSet<String> one = key(a);
    SortedSet<String> two = key(b);
    if (one.equals(two)) {
      return Relation.SAME;
    }
    return one.containsAll(two) || two.containsAll(one) ? Relation.PART : Relation.OTHER;
  }

  /** The closest relation of a name to any of several; unknown when there are none. */
  public static Relation closest(@Nullable String service, Iterable<String> others) {
    Relation closest = null;
    for (String other : others) {
      Relation relation = relation(service, other);
      if (closest == null || relation.compareTo(closest) < 0) {
        closest = relation;
      }
    }
    return closest == null ? Relation.UNKNOWN : closest;
  }

  /**
   * Whether a text holds the name of a service as it is written, by itself. A name of one word,
   * such as search, may be a word like others.
   */
  static boolean written(String service, String text) {
    String name = service.toLowerCase(Locale.ROOT);
    String lower = text.toLowerCase(Locale.ROOT);
    if (name.indexOf('-') <= 0 && name.indexOf('_') <= 0) {
      return false;
    }
    for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      if (!isPart(lower, at - 1) && !isPart(lower, at + name.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPart(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-_".indexOf(text.charAt(at)) >= 0);
  }

  /** Whether a text names the service: all its telling words stand in it. */
  public static boolean named(String service, String text) {
    SortedSet<String> words = new TreeSet<>();
    for (String word : Words.plain(text)) {
      words.add(Words.stem(word));
    }
    return words.containsAll(key(service));
  }
}
