package postmortem.source.declared;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.redact.Redactor;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Tree;

/** Reads the labels of numbers, in each of the ways in which systems write them. */
final class SeriesLabels {

  /** A longer text beside numbers is no label. */
  static final int LONGEST = 120;

  /** A label such as {@code job="web"}. */
  static final Pattern QUOTED =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.]*)\\s*=~?\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Redactor redactor;

  SeriesLabels(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * The labels at a reference: members of an object; items of a list which are {@code k:v} or have
   * a key and a value; a text of the form {@code k=v,k=v}.
   */
  void of(SourceRecord record, Reference reference, Map<String, String> to) {
    for (Tree tree : record.trees(reference)) {
      if (tree instanceof Tree.Obj obj) {
        obj.fields()
            .forEach(
                (name, value) -> {
                  if (value instanceof Tree.Text text && !name.equals("__name__")) {
                    put(record, name, text, to);
                  }
                });
      } else if (tree instanceof Tree.Arr arr) {
        arr.items().forEach(item -> listed(record, item, to));
      } else if (tree instanceof Tree.Text text) {
        pairs(record, reference.pointer().lastName(), text, to);
      }
    }
  }

  private void listed(SourceRecord record, Tree item, Map<String, String> to) {
    if (item instanceof Tree.Text text) {
      pairs(record, "", text, to);
      return;
    }
    Tree.Text key = text(item, "key", "Key", "name", "Name");
    Tree.Text value = text(item, "value", "Value");
    if (key != null && value != null) {
      put(record, key.raw(), value, to);
    }
  }

  private void pairs(SourceRecord record, String name, Tree.Text text, Map<String, String> to) {
    Matcher quoted = QUOTED.matcher(text.raw());
    if (quoted.find()) {
      do {
        if (!quoted.group(1).equals("__name__")) {
          put(record, quoted.group(1), new Tree.Text(0, 0, quoted.group(2), true), to);
        }
      } while (quoted.find());
      return;
    }
    for (String part : text.raw().split(",", -1)) {
      int equals = part.indexOf('=');
      int at = equals >= 0 ? equals : part.indexOf(':');
      if (at > 0) {
        String value = part.substring(at + 1).strip();
        put(record, part.substring(0, at).strip(), new Tree.Text(0, 0, value, true), to);
      } else if (!name.isEmpty()) {
        put(record, name, text, to);
        return;
      }
    }
  }

  private void put(SourceRecord record, String name, Tree.Text value, Map<String, String> to) {
    if (value.raw().length() <= LONGEST && !value.isBlank()) {
      to.put(redactor.text(name), record.redacted(name, value));
    }
  }

  /** The text at the first of some names, or the first text in what is there. */
  private static Tree.@Nullable Text text(Tree tree, String... names) {
    for (String name : names) {
      Tree child = tree.child(name);
      if (child instanceof Tree.Text text) {
        return text;
      }
      if (child instanceof Tree.Obj obj) {
        for (Tree inner : obj.fields().values()) {
          if (inner instanceof Tree.Text text) {
            return text;
          }
        }
      }
    }
    return null;
  }
}
