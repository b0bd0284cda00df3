package postmortem.source.tree;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML as a tree, as far as exports such as feeds need it. Document types and entities of
 * their own are never read, so nothing outside of the bytes is ever reached and nothing grows.
 *
 * <p>An element is an object of its attributes and elements; one with neither is its text; beside
 * attributes the text is called {@code text}. Elements of one name that stand together are a list,
 * {@code entry} and {@code item} always. Text with elements in it (XHTML) is kept as written.
 */
public final class XmlReader {

  /** The longest document that is read: a feed holds some dozen entries. */
  public static final int MOST_BYTES = 64 << 20;

  private static final Pattern BEGIN =
      Pattern.compile(
          "\\s*(?:<\\?xml\\b[^>]*\\?>|<!--|<(?:[a-z]+:)?(?:feed|rss|rdf)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LATIN =
      Pattern.compile("encoding=[\"'](iso-8859-1|iso-8859-15|windows-1252|us-ascii)[\"']");
  private static final int FIRST = 200;

  private final byte[] bytes;
  private final Charset charset;
  private final int maxDepth;
  private int at;
  private @Nullable String fault;
  private int faultAt;

  public XmlReader(byte[] bytes, int maxDepth) {
    this.bytes = bytes;
    this.maxDepth = maxDepth;
    Matcher latin = LATIN.matcher(begin(bytes).toLowerCase(Locale.ROOT));
    this.charset = latin.find() ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
  }

  private static String begin(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, FIRST), StandardCharsets.ISO_8859_1);
  }

  /** Whether the bytes begin as XML does. */
  public static boolean looksLike(byte[] bytes) {
    return BEGIN.matcher(begin(bytes)).lookingAt();
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** What ended the reading before the end; null when nothing did. */
  public @Nullable String fault() {
    return fault;
  }

  /** Where it did. */
  public int faultAt() {
    return faultAt;
  }

  /** The line, from 1, of an offset. */
  public int line(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, bytes.length); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** The document as an object of its root element; entries that are cut off are left out. */
  public Tree.Obj read() {
    Map<String, Tree> root = new LinkedHashMap<>();
    if (bytes.length > MOST_BYTES) {
      broken("the XML is longer than " + (MOST_BYTES >> 20) + " MiB");
    }
    while (fault == null && at < bytes.length && root.isEmpty()) {
      if (bytes[at] != '<') {
        at++;
      } else if (isName(at + 1)) {
        String name = nameAt(at + 1);
        root.put(name, element(0));
      } else {
        beside();
      }
    }
    return new Tree.Obj(0, bytes.length, root);
  }

  private void broken(String what) {
    if (fault == null) {
      fault = what;
      faultAt = Math.min(at, bytes.length);
    }
  }

  /** What is being built of one element. */
  private static final class Open {
    private final Map<String, List<Tree>> children = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean elements;
    private boolean xhtml;
  }

  private Tree element(int depth) {
    int start = at;
    Open open = new Open();
    at++;
    String name = nameAt(at);
    at += name.length();
    boolean empty = attributes(open);
    int inside = at;
    int end = at;
    if (!empty && depth >= maxDepth) {
      broken("the XML is nested deeper than " + maxDepth + " levels (--max-depth)");
    }
    while (!empty && fault == null) {
      if (at >= bytes.length) {
        broken("the XML ends in the middle of an element");
      } else if (bytes[at] != '<') {
        int next = find("<", at);
        open.text.append(Entities.decoded(string(at, next)));
        at = next;
      } else if (at + 1 < bytes.length && bytes[at + 1] == '/') {
        end = at;
        at = Math.min(bytes.length, find(">", at) + 1);
        break;
      } else if (startsWith("<![CDATA[")) {
        int close = find("]]>", at);
        open.text.append(string(Math.min(close, at + "<![CDATA[".length()), close));
        at = Math.min(bytes.length, close + "]]>".length());
      } else if (isName(at + 1)) {
        String child = nameAt(at + 1);
        Tree tree = element(depth + 1);
        open.elements = true;
        if (fault == null || !isList(child)) {
          open.children.computeIfAbsent(child, key -> new ArrayList<>()).add(tree);
        }
      } else {
        beside();
      }
    }
    return tree(open, start, inside, end);
  }

  private Tree tree(Open open, int start, int inside, int end) {
    boolean blank = open.text.toString().isBlank();
    boolean mixed = open.xhtml || (open.elements && !blank);
    String text = mixed ? string(inside, end) : open.text.toString();
    if (open.children.isEmpty()) {
      return new Tree.Text(start, at, text.strip(), true);
    }
    Map<String, Tree> fields = new LinkedHashMap<>();
    open.children.forEach(
        (name, all) ->
            fields.put(
                name,
                all.size() == 1 && !isList(name)
                    ? all.get(0)
                    : new Tree.Arr(all.get(0).start(), all.get(all.size() - 1).end(), all)));
    if (mixed || !blank) {
      fields.put("text", new Tree.Text(start, at, text.strip(), true));
    }
    return new Tree.Obj(start, at, fields);
  }

  private static boolean isList(String name) {
    return name.equals("entry") || name.equals("item");
  }

  /** Reads attributes and the end of the tag; whether the element ends with it. */
  private boolean attributes(Open open) {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '>') {
        at++;
        return false;
      }
      if (b == '/' && at + 1 < bytes.length && bytes[at + 1] == '>') {
        at += 2;
        return true;
      }
      if (!isName(at)) {
        at++;
        continue;
      }
      int from = at;
      String name = nameAt(at);
      at += name.length();
      while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '=')) {
        at++;
      }
      if (at < bytes.length && (bytes[at] == '"' || bytes[at] == '\'')) {
        int close = find(bytes[at] == '"' ? "\"" : "'", at + 1);
        String value = Entities.decoded(string(at + 1, close));
        at = Math.min(bytes.length, close + 1);
        if (!name.startsWith("xmlns")) {
          open.children
              .computeIfAbsent(name, key -> new ArrayList<>())
              .add(new Tree.Text(from, at, value, true));
          open.xhtml |= name.equals("type") && value.equals("xhtml");
        }
      }
    }
    broken("the XML ends in the middle of an element");
    return true;
  }

  /** Goes behind a comment, an instruction or a document type, none of which is read. */
  private void beside() {
    if (startsWith("<!--")) {
      at = Math.min(bytes.length, find("-->", at) + "-->".length());
    } else if (startsWith("<!") && string(at, find(">", at)).contains("[")) {
      at = Math.min(bytes.length, find("]", at) + 1);
      at = Math.min(bytes.length, find(">", at) + 1);
    } else {
      at = Math.min(bytes.length, find(">", at) + 1);
    }
  }

  private boolean isName(int index) {
    if (index >= bytes.length) {
      return false;
    }
    byte b = bytes[index];
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b < 0;
  }

  private String nameAt(int from) {
    int to = from;
    while (to < bytes.length
        && (isName(to) || (bytes[to] >= '0' && bytes[to] <= ':') || "-.".indexOf(bytes[to]) >= 0)) {
      to++;
    }
    // Of one byte per character, so that its length is that of the bytes.
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean startsWith(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= bytes.length || bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a text is found; the end of all when it is not. */
  private int find(String text, int from) {
    for (int i = from; i <= bytes.length - text.length(); i++) {
      int same = 0;
      while (same < text.length() && bytes[i + same] == text.charAt(same)) {
        same++;
      }
      if (same == text.length()) {
        return i;
      }
    }
    return bytes.length;
  }

  private String string(int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), charset);
  }
}
