package postmortem.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the words of a message are written; the names are those of a declaration. */
enum Markup {
  /** HTML. */
  HTML {
    @Override
    String plain(Tree tree) {
      return tree instanceof Tree.Text text ? HtmlText.of(text.raw()) : "";
    }
  },
  /** A text, or a list of texts and of objects with a {@code text}, which follow on one another. */
  PIECES {
    @Override
    String plain(Tree tree) {
      if (tree instanceof Tree.Arr arr) {
        StringBuilder out = new StringBuilder();
        arr.items().forEach(item -> out.append(plain(item)));
        return out.toString();
      }
      Tree text = tree instanceof Tree.Obj ? tree.child("text") : tree;
      return text instanceof Tree.Text words ? words.raw() : "";
    }
  },
  /**
   * A card, as bots post them: an object, a list, or either written as a text; its titles, texts
   * and facts, at whatever depth they stand.
   */
  CARD {
    @Override
    String plain(Tree tree) {
      List<String> words = new ArrayList<>();
      collect(tree, 0, words);
      return String.join(" \u2014 ", words);
    }
  };

  private static final int DEEPEST = 24;
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
  abstract String plain(Tree tree);

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
