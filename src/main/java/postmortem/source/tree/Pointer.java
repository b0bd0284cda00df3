package postmortem.source.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;

/**
 * A JSON Pointer (RFC 6901) with segments of more meaning: {@code *} stands for every member or
 * item; {@code [key=error]} for the items whose member {@code key} is {@code error}; {@code <name>}
 * for the member that is named by the text at {@code name} of the same value the pointer is bound
 * to; {@code <.>} for the member named as that value itself is, of an item the one of its index;
 * {@code {}} for every member as an object of its {@code name} and {@code value}; {@code #} reads a
 * text as JSON and goes on in it, and {@code <>} reads it as HTML (see {@link HtmlBlocks}): what is
 * found there stands, for a citation, where the text stands.
 *
 * @param segments unescaped; empty for the whole value
 */
public record Pointer(List<String> segments) {

  /** The whole value. */
  public static final Pointer ROOT = new Pointer(List.of());

  private static final String ANY = "*";
  private static final String TEXT_AS_JSON = "#";
  private static final String TEXT_AS_HTML = "<>";
  private static final String OWN_NAME = "<.>";
  private static final String MEMBERS = "{}";

  public Pointer {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException when it neither is empty nor begins with a slash
   */
  public static Pointer parse(String written) {
    if (written.isEmpty()) {
      return ROOT;
    }
    if (written.charAt(0) != '/') {
      throw new IllegalArgumentException("not a JSON Pointer");
    }
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from <= written.length()) {
      int slash = written.indexOf('/', from);
      int to = slash < 0 ? written.length() : slash;
      segments.add(written.substring(from, to).replace("~1", "/").replace("~0", "~"));
      from = to + 1;
    }
    return new Pointer(segments);
  }

  /** A segment as it is written in a pointer. */
  public static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }

  /** The index that a segment says, -1 when it is none. */
  public static int index(String segment) {
    if (segment.isEmpty() || segment.length() > 9) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + (c - '0');
    }
    return index;
  }

  /** Whether it says by itself where it points to: by names, {@code *} and {@code #}. */
  public boolean isPlain() {
    return segments.stream()
        .noneMatch(
            one ->
                one.equals(TEXT_AS_HTML) || one.equals(MEMBERS) || isFilter(one) || isLookup(one));
  }

  /** The name of the field it points to, for the redactor; empty for the whole value. */
  public String lastName() {
    String name = "";
    for (int i = segments.size() - 1; i >= 0; i--) {
      String segment = segments.get(i);
      if (isFilter(segment)) {
        // Of a list of keys and values, the key is the name.
        return segment.substring(segment.indexOf('=') + 1, segment.length() - 1);
      }
      if (name.isEmpty() && !isSpecial(segment) && index(segment) < 0) {
        name = segment;
      }
    }
    return name;
  }

  /** Whether the path is one of those it stands for. */
  public boolean matches(List<String> path) {
    return path.size() == segments.size() && leads(path);
  }

  /** Whether something below the path, or the path itself, may be one of those it stands for. */
  public boolean leads(List<String> path) {
    if (path.size() > segments.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!segments.get(i).equals(ANY) && !segments.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Calls {@code found} with the pointer and the value of everything it stands for, in order. */
  public void each(Tree tree, BiConsumer<String, Tree> found) {
    each(tree, 0, "", found);
  }

  private void each(Tree tree, int depth, String at, BiConsumer<String, Tree> found) {
    if (depth == segments.size()) {
      found.accept(at, tree);
      return;
    }
    String segment = segments.get(depth);
    if (segment.equals(TEXT_AS_JSON) || segment.equals(TEXT_AS_HTML)) {
      if (tree instanceof Tree.Text text) {
        Tree inside = segment.equals(TEXT_AS_JSON) ? EmbeddedJson.of(text) : HtmlBlocks.of(text);
        if (inside != null) {
          // Places inside a text have no pointer of their own.
          each(inside, depth + 1, at, (inner, value) -> found.accept(at, value));
        }
      }
    } else if (segment.equals(MEMBERS)) {
      if (tree instanceof Tree.Obj obj) {
        obj.fields()
            .forEach(
                (name, child) ->
                    each(member(name, child), depth + 1, at + "/" + escape(name), found));
      }
    } else if (isFilter(segment)) {
      if (tree instanceof Tree.Arr arr) {
        for (int i = 0; i < arr.items().size(); i++) {
          if (passes(segment, arr.items().get(i))) {
            each(arr.items().get(i), depth + 1, at + "/" + i, found);
          }
        }
      }
    } else if (!segment.equals(ANY)) {
      Tree child = tree.child(segment);
      if (child != null) {
        each(child, depth + 1, at + "/" + escape(segment), found);
      }
    } else if (tree instanceof Tree.Arr arr) {
      for (int i = 0; i < arr.items().size(); i++) {
        each(arr.items().get(i), depth + 1, at + "/" + i, found);
      }
    } else if (tree instanceof Tree.Obj obj) {
      obj.fields().forEach((name, child) -> each(child, depth + 1, at + "/" + escape(name), found));
    }
  }

  /** A member of an object as an object of its own. */
  private static Tree member(String name, Tree value) {
    Map<String, Tree> fields = new LinkedHashMap<>();
    fields.put("name", new Tree.Text(value.start(), value.end(), name, true));
    fields.put("value", value);
    return new Tree.Obj(value.start(), value.end(), fields);
  }

  /** Whether it may point to something in an object with these members. */
  public boolean mayBeIn(Set<String> members) {
    if (segments.isEmpty()) {
      return true;
    }
    String first = segments.get(0);
    return members.contains(first) || isSpecial(first);
  }

  private static boolean isFilter(String segment) {
    return segment.startsWith("[") && segment.endsWith("]") && segment.indexOf('=') > 1;
  }

  private static boolean passes(String filter, Tree item) {
    int is = filter.indexOf('=');
    return item.child(filter.substring(1, is)) instanceof Tree.Text text
        && text.raw().equals(filter.substring(is + 1, filter.length() - 1));
  }

  private static boolean isLookup(String segment) {
    return segment.length() > 2 && segment.startsWith("<") && segment.endsWith(">");
  }

  private static boolean isSpecial(String segment) {
    return segment.equals(ANY)
        || segment.equals(MEMBERS)
        || segment.equals(TEXT_AS_JSON)
        || segment.equals(TEXT_AS_HTML)
        || isFilter(segment)
        || isLookup(segment);
  }

  /**
   * The pointer with its lookups replaced by what they name in a value.
   *
   * @param name of the value itself, or its index; empty when it has none
   */
  public Pointer bound(Tree value, String name) {
    if (segments.stream().noneMatch(Pointer::isLookup)) {
      return this;
    }
    return new Pointer(segments.stream().map(segment -> named(segment, value, name)).toList());
  }

  private static String named(String segment, Tree value, String name) {
    if (segment.equals(OWN_NAME)) {
      return name;
    }
    return isLookup(segment)
            && value.child(segment.substring(1, segment.length() - 1)) instanceof Tree.Text text
            && !isSpecial(text.raw())
        ? text.raw()
        : segment;
  }

  /** All values it stands for, in order. */
  public List<Tree> all(Tree tree) {
    List<Tree> values = new ArrayList<>();
    each(tree, (at, value) -> values.add(value));
    return values;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (String segment : segments) {
      out.append('/').append(escape(segment));
    }
    return out.toString();
  }

  /** The pointers under a key of a declaration, one or a list; none when it is missing. */
  public static List<Pointer> list(Fields fields, String key) {
    Optional<Node> node = fields.optional(key);
    if (node.isEmpty()) {
      return List.of();
    }
    return node.get() instanceof Node.Scalar scalar
        ? List.of(scalar.as("a JSON Pointer", Pointer::parse))
        : node.get().list(item -> item.scalar().as("a JSON Pointer", Pointer::parse));
  }

  /** What {@code each} names: elements of the record; the record itself when it is missing. */
  public static List<Pointer> levels(Fields fields) {
    List<Pointer> each = list(fields, "each");
    return each.isEmpty() ? List.of(ROOT) : each;
  }
}
