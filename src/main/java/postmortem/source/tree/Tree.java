package postmortem.source.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.source.rule.SourceRecord;

/**
 * A parsed value with the range of bytes where it stands. Its text is raw: it never leaves this
 * package but through {@link SourceRecord}, which redacts it, the stamp parser or an identity hash.
 */
public sealed interface Tree {

  /** Index of its first byte in the record's bytes. */
  int start();

  /** Index behind its last byte. */
  int end();

  /** An object; a repeated key holds its last value. */
  record Obj(int start, int end, Map<String, Tree> fields) implements Tree {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** An array. */
  record Arr(int start, int end, List<Tree> items) implements Tree {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /**
   * A string, or the words of a number, {@code true} or {@code false} as written.
   *
   * @param quoted whether it is a string
   */
  record Text(int start, int end, String raw, boolean quoted) implements Tree {}

  /** A null. */
  record Nothing(int start, int end) implements Tree {}

  /** The member or item of that name; null when there is none. */
  default @Nullable Tree child(String name) {
    if (this instanceof Obj obj) {
      return obj.fields().get(name);
    }
    if (this instanceof Arr arr) {
      int index = Pointer.index(name);
      return index >= 0 && index < arr.items().size() ? arr.items().get(index) : null;
    }
    return null;
  }

  /** Whether it is nothing: null, or an empty text, object or array. */
  default boolean isBlank() {
    if (this instanceof Obj obj) {
      return obj.fields().isEmpty();
    }
    if (this instanceof Arr arr) {
      return arr.items().isEmpty();
    }
    return !(this instanceof Text text) || text.raw().isBlank();
  }

  /** A text that is equal for equal values: objects by key, without blanks. For identities only. */
  default String canonical() {
    if (this instanceof Text text) {
      return text.raw();
    }
    StringBuilder out = new StringBuilder();
    if (this instanceof Obj obj) {
      for (Map.Entry<String, Tree> field : new java.util.TreeMap<>(obj.fields()).entrySet()) {
        out.append('{').append(field.getKey()).append('=');
        out.append(field.getValue().canonical()).append('}');
      }
    } else if (this instanceof Arr arr) {
      for (Tree item : arr.items()) {
        out.append('[').append(item.canonical()).append(']');
      }
    }
    return out.toString();
  }
}
