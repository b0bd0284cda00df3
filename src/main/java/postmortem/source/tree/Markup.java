package postmortem.source.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the words of a message are written; the names are those of a declaration. */
public enum Markup {
  /** HTML. */
  HTML {
    @Override
    public String plain(Tree tree) {
      return tree instanceof Tree.Text text ? HtmlText.of(text.raw()) : "";
    }
  },
  /**
   * A text, or a list of texts and of objects with a {@code text}, which follow on one another; or
   * a document of paragraphs, whose objects hold further ones in {@code content}.
   */
  PIECES {
    @Override
    public String plain(Tree tree) {
      StringBuilder out = new StringBuilder();
      pieces(tree, 0, out);
      return out.toString();
    }
  },
  /**
   * A card, as bots post them: an object, a list, or either written as a text; its titles, texts
   * and facts, at whatever depth they stand.
   */
  CARD {
    @Override
    public String plain(Tree tree) {
      List<String> words = new ArrayList<>();
      collect(tree, 0, words);
      return String.join(" \u2014 ", words);
    }
  };

  private static final int DEEPEST = 24;
  private static final Set<String> BLOCKS =
      Set.of("paragraph", "heading", "listItem", "codeBlock", "blockquote", "panel", "tableRow");
  private static final Set<String> WORDS =
      Set.of(
          "pretext",
          "title",
          "subtitle",
          "header",
          "activitytitle",
          "activitysubtitle",
          "activitytext",
          "description",
          "text",
          "summary");

  /** The words alone, raw: they have to be redacted. */
  public abstract String plain(Tree tree);

  private static void pieces(Tree tree, int depth, StringBuilder out) {
    if (depth > DEEPEST) {
      return;
    }
    if (tree instanceof Tree.Text words) {
      out.append(words.raw());
    } else if (tree instanceof Tree.Arr arr) {
      arr.items().forEach(item -> pieces(item, depth + 1, out));
    } else if (tree instanceof Tree.Obj obj) {
      piece(obj, depth, out);
    }
  }

  /** An object by itself: its words, else those of what it holds, each paragraph on a line. */
  private static void piece(Tree.Obj obj, int depth, StringBuilder out) {
    String kind = word(obj, "type");
    if (obj.child("text") instanceof Tree.Text words) {
      out.append(words.raw());
    } else if (kind.equals("hardBreak")) {
      out.append('\n');
    } else if (obj.child("content") instanceof Tree.Arr parts) {
      if (BLOCKS.contains(kind) && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
        out.append('\n');
      }
      pieces(parts, depth + 1, out);
    } else if (obj.child("attrs") instanceof Tree.Obj attributes) {
      // Mentions, emojis and links to cards.
      out.append(word(attributes, "text", "shortName", "url"));
    }
  }

  private static void collect(Tree tree, int depth, List<String> words) {
    if (depth > DEEPEST) {
      return;
    }
    if (tree instanceof Tree.Arr arr) {
      arr.items().forEach(item -> collect(item, depth + 1, words));
    } else if (tree instanceof Tree.Text text) {
      Tree inside = EmbeddedJson.of(text);
      if (inside != null) {
        collect(inside, depth + 1, words);
      }
    } else if (tree instanceof Tree.Obj obj) {
      String name = word(obj, "title", "name");
      String value = word(obj, "value");
      if (!name.isEmpty() && !value.isEmpty()) {
        add(name + ": " + value, words);
        return;
      }
      int before = words.size();
      obj.fields()
          .forEach(
              (key, child) -> {
                if (!(child instanceof Tree.Text text)) {
                  collect(child, depth + 1, words);
                } else if (WORDS.contains(key.toLowerCase(java.util.Locale.ROOT))) {
                  add(text.raw(), words);
                }
              });
      if (words.size() == before) {
        add(word(obj, "fallback", "fallbackText"), words);
      }
    }
  }

  private static void add(String html, List<String> words) {
    String one = HtmlText.of(html);
    if (!one.isEmpty() && !words.contains(one)) {
      words.add(one);
    }
  }

  private static String word(Tree.Obj obj, String... names) {
    for (String name : names) {
      if (obj.child(name) instanceof Tree.Text text && !text.raw().isBlank()) {
        return text.raw();
      }
    }
    return "";
  }
}
