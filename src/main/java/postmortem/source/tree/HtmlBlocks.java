package postmortem.source.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML that an export holds as a text, such as the body of a feed's entry, as an object: {@code
 * text} is all of it as plain text, {@code blocks} its paragraphs and the like. A block is an
 * object of its {@code small} print, the {@code strong} words that it begins with, and its further
 * {@code text}.
 */
final class HtmlBlocks {

  private static final Pattern TAG =
      Pattern.compile("<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile("<(script|style)\\b.*?</\\1\\s*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern BLOCK =
      Pattern.compile("p|div|li|ul|ol|tr|table|h[1-6]|hr|blockquote|pre|section|article|dt|dd");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern DASH = Pattern.compile("^[-\u2013\u2014:]\\s+");

  private final Tree.Text around;
  private final List<Tree> blocks = new ArrayList<>();
  private StringBuilder small = new StringBuilder();
  private StringBuilder strong = new StringBuilder();
  private StringBuilder text = new StringBuilder();
  private int inSmall;
  private int inStrong;

  private HtmlBlocks(Tree.Text around) {
    this.around = around;
  }

  /** What the text says, all of it standing where the text stands. */
  static Tree.Obj of(Tree.Text text) {
    return new HtmlBlocks(text).read(HIDDEN.matcher(text.raw()).replaceAll(" "));
  }

  private Tree.Obj read(String html) {
    Matcher tag = TAG.matcher(html);
    int from = 0;
    while (tag.find()) {
      words(html.substring(from, tag.start()));
      from = tag.end();
      if (tag.group(2) != null) {
        tag(tag.group(2).toLowerCase(Locale.ROOT), tag.group(1).isEmpty());
      }
    }
    words(html.substring(from));
    flush();
    Map<String, Tree> fields = new LinkedHashMap<>();
    fields.put("text", new Tree.Text(around.start(), around.end(), HtmlText.of(html), true));
    fields.put("blocks", new Tree.Arr(around.start(), around.end(), blocks));
    return new Tree.Obj(around.start(), around.end(), fields);
  }

  private void words(String written) {
    String plain = Entities.decoded(written);
    if (inSmall > 0 && text.toString().isBlank()) {
      small.append(plain);
    } else if (inStrong > 0 && text.toString().isBlank()) {
      strong.append(plain);
    } else {
      text.append(plain);
    }
  }

  private void tag(String name, boolean opens) {
    if (name.equals("small")) {
      inSmall = Math.max(0, inSmall + (opens ? 1 : -1));
    } else if (name.equals("strong") || name.equals("b")) {
      inStrong = Math.max(0, inStrong + (opens ? 1 : -1));
    } else if (BLOCK.matcher(name).matches()) {
      flush();
    } else if (name.equals("br")) {
      words(" ");
    }
  }

  private void flush() {
    Map<String, Tree> block = new LinkedHashMap<>();
    put(block, "small", small);
    put(block, "strong", strong);
    put(block, "text", text);
    if (!block.isEmpty()) {
      blocks.add(new Tree.Obj(around.start(), around.end(), block));
    }
    small = new StringBuilder();
    strong = new StringBuilder();
    text = new StringBuilder();
    inSmall = 0;
    inStrong = 0;
  }

  private void put(Map<String, Tree> to, String name, CharSequence value) {
    String plain = DASH.matcher(BLANKS.matcher(value).replaceAll(" ").strip()).replaceFirst("");
    if (!plain.isBlank()) {
      to.put(name, new Tree.Text(around.start(), around.end(), plain, true));
    }
  }
}
