package postmortem.source.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.source.tree.Tree;

/**
 * The words of a Slack message, raw: mentions by name, links by label, entities undone. What it
 * gives has to be redacted.
 */
final class SlackText {

  private static final Pattern TOKEN = Pattern.compile("<([^<>|]{1,2000})(?:\\|([^<>]{0,2000}))?>");
  private static final int DEEPEST = 12;

  private final Map<String, String> people;
  private final Map<String, String> channels;

  /**
   * A reader of texts.
   *
   * @param people handles by id
   * @param channels names by id
   */
  SlackText(Map<String, String> people, Map<String, String> channels) {
    this.people = people;
    this.channels = channels;
  }

  /** What a message says: its text, else its blocks; a bot's attachments as well. */
  String of(Tree message, boolean bot) {
    List<String> parts = new ArrayList<>();
    String text = plain(word(message, "text"));
    if (text.isBlank()) {
      text = blocks(message.child("blocks")).strip();
    }
    add(parts, text);
    for (Tree attachment : items(message.child("attachments"))) {
      // What the page behind a link says is no part of the message; a quoted message is.
      if (text.isBlank() || bot || isQuoted(attachment)) {
        add(parts, attachment(attachment));
      }
    }
    for (Tree file : items(message.child("files"))) {
      String title = word(file, "title");
      add(parts, "file: " + (title.isBlank() ? word(file, "name") : title));
    }
    return String.join(" \u2014 ", parts);
  }

  private static boolean isQuoted(Tree attachment) {
    return word(attachment, "is_share").equals("true")
        || word(attachment, "is_msg_unfurl").equals("true");
  }

  private static void add(List<String> parts, String text) {
    String one = text.replaceAll("\\s+", " ").strip();
    if (!one.isEmpty() && parts.stream().noneMatch(part -> part.contains(one))) {
      parts.add(one);
    }
  }

  private String attachment(Tree attachment) {
    List<String> parts = new ArrayList<>();
    add(parts, plain(word(attachment, "pretext")));
    add(parts, plain(word(attachment, "title")));
    add(parts, plain(word(attachment, "text")));
    add(parts, blocks(attachment.child("blocks")));
    for (Tree field : items(attachment.child("fields"))) {
      add(parts, plain(word(field, "title")) + ": " + plain(word(field, "value")));
    }
    if (parts.isEmpty()) {
      add(parts, plain(word(attachment, "fallback")));
    }
    return String.join(": ", parts);
  }

  /** The message markup of Slack as plain words. */
  String plain(String markup) {
    Matcher token = TOKEN.matcher(markup);
    StringBuilder out = new StringBuilder();
    while (token.find()) {
      token.appendReplacement(out, Matcher.quoteReplacement(token(token.group(1), token.group(2))));
    }
    token.appendTail(out);
    return out.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private String token(String target, @Nullable String label) {
    String shown = label == null ? "" : label;
    if (target.startsWith("@")) {
      return "@" + person(target.substring(1), shown);
    }
    if (target.startsWith("#")) {
      String id = target.substring(1);
      return "#" + (shown.isEmpty() ? channels.getOrDefault(id, id) : shown);
    }
    if (target.startsWith("!")) {
      String command = target.substring(1);
      if (!shown.isEmpty()) {
        return shown;
      }
      int caret = command.indexOf('^');
      return "@" + (caret < 0 ? command : command.substring(0, caret));
    }
    String address = target.startsWith("mailto:") ? target.substring(7) : target;
    return shown.isEmpty() || shown.equals(address) ? address : shown + " (" + address + ")";
  }

  private String person(String id, String label) {
    String known = people.get(id);
    return known != null ? known : label.isEmpty() ? id : label;
  }

  private String blocks(@Nullable Tree blocks) {
    StringBuilder out = new StringBuilder();
    if (blocks != null) {
      block(blocks, 0, out);
    }
    return out.toString();
  }

  private void block(Tree block, int depth, StringBuilder out) {
    if (depth > DEEPEST) {
      return;
    }
    if (block instanceof Tree.Arr arr) {
      arr.items().forEach(item -> block(item, depth + 1, out));
    } else if (block instanceof Tree.Obj obj) {
      switch (word(obj, "type")) {
        case "user" -> out.append('@').append(person(word(obj, "user_id"), ""));
        case "channel" -> {
          String id = word(obj, "channel_id");
          out.append('#').append(channels.getOrDefault(id, id));
        }
        case "broadcast" -> out.append('@').append(word(obj, "range"));
        case "emoji" -> out.append(':').append(word(obj, "name")).append(':');
        case "link" -> {
          String text = word(obj, "text");
          out.append(text.isEmpty() ? word(obj, "url") : text + " (" + word(obj, "url") + ")");
        }
        case "text" -> out.append(word(obj, "text"));
        case "mrkdwn", "plain_text" -> out.append(plain(word(obj, "text"))).append(' ');
        default -> {
          for (String name : List.of("text", "fields", "elements", "title")) {
            Tree child = obj.child(name);
            if (child instanceof Tree.Obj || child instanceof Tree.Arr) {
              block(child, depth + 1, out);
            }
          }
          out.append(' ');
        }
      }
    }
  }

  private static List<Tree> items(@Nullable Tree tree) {
    return tree instanceof Tree.Arr arr ? arr.items() : List.of();
  }

  /** The raw text of a member; empty when there is none. */
  static String word(Tree tree, String name) {
    return tree.child(name) instanceof Tree.Text text ? text.raw() : "";
  }
}
