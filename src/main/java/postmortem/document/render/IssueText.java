package postmortem.document.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Marker;
import postmortem.action.Standing;

/**
 * The words of an issue about an action item. What comes from people or evidence shows as it is and
 * does nothing: it mentions nobody, refers to nothing and closes nothing.
 *
 * <p>A body has parts, each after an unseen line that names it, so that the tool can renew one part
 * and leave the others, and whatever people add around them, as they are.
 */
public final class IssueText {

  /** What is wrong and where it was found. */
  public static final String DESCRIPTION = "description";

  /** The end state that one can verify. */
  public static final String DONE_WHEN = "done-when";

  /** Deadline, priority, type, severity. */
  public static final String FACTS = "facts";

  private static final int LONGEST_TITLE = 250;
  private static final String CUT = "\u2026";

  /** The line that begins a part. */
  static final Pattern PART =
      Pattern.compile("^<!-- postmortem:part ([a-z-]{1,20}) -->[ \\t]*$", Pattern.MULTILINE);

  private IssueText() {}

  /**
   * A body taken apart.
   *
   * @param head what people wrote before the first part
   * @param parts the text of each part, by name, in the order of the body
   * @param tail the marker and what people wrote behind it
   */
  public record Body(String head, Map<String, String> parts, String tail) {

    public Body {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The same with another text in one part. */
    public Body with(String part, String text) {
      Map<String, String> other = new LinkedHashMap<>(parts);
      other.put(part, text);
      return new Body(head, other, tail);
    }

    /** The body as it is sent. */
    public String text() {
      StringBuilder out = new StringBuilder(head);
      if (!head.isEmpty() && !head.endsWith("\n")) {
        out.append('\n');
      }
      parts.forEach(
          (name, text) ->
              out.append("<!-- postmortem:part ")
                  .append(name)
                  .append(" -->\n")
                  .append(text)
                  .append("\n\n"));
      return out.append(tail).toString();
    }
  }

  /** The title: one line, at most 250 characters. */
  public static String title(ActionItem item) {
    return shortened(MarkdownText.oneLine(item.title()), LONGEST_TITLE);
  }

  /** A body of ours taken apart; empty when somebody took away or moved what holds it together. */
  public static Optional<Body> parse(String text, String id) {
    String body = text.replace("\r\n", "\n").replace('\r', '\n');
    int tail = body.indexOf(Marker.of(id));
    Matcher part = PART.matcher(body);
    Map<String, String> parts = new LinkedHashMap<>();
    int head = -1;
    int from = 0;
    String name = null;
    while (part.find() && part.start() < tail) {
      if (name != null) {
        parts.put(name, body.substring(from, part.start()).strip());
      } else {
        head = part.start();
      }
      name = Objects.requireNonNull(part.group(1));
      from = part.end();
      if (parts.containsKey(name)) {
        return Optional.empty();
      }
    }
    if (name == null || tail < from) {
      return Optional.empty();
    }
    parts.put(name, body.substring(from, tail).strip());
    return Optional.of(new Body(body.substring(0, head), parts, body.substring(tail)));
  }

  /**
   * A reminder.
   *
   * @param week the ISO week that it is for, such as {@code 2025-W07}
   * @param tell logins to be told besides those who follow the issue
   */
  public static String reminder(
      ActionItem item, Standing standing, String week, List<String> tell) {
    Deadline deadline = Objects.requireNonNull(item.deadline());
    long left = Objects.requireNonNull(standing.dueInDays());
    StringBuilder out = new StringBuilder();
    if (left < 0) {
      out.append("This was due on **").append(deadline.date()).append("**, ");
      out.append(days(-left)).append(" ago.");
    } else {
      out.append("This is due on **").append(deadline.date()).append("**, ");
      out.append(left == 0 ? "today." : "in " + days(left) + ".");
    }
    out.append(" If it is done, close this issue with the pull request that did it. If the day");
    out.append(" cannot be kept, agree on another one in the register, `action-items/");
    out.append(item.id()).append(".yaml`, or drop it there with a reason.");
    if (!tell.isEmpty()) {
      out.append("\n\nFor the attention of the sponsor: @").append(String.join(", @", tell));
    }
    return out.append("\n\n").append(reminderMarker(item.id(), week)).append('\n').toString();
  }

  /** The unseen line of a reminder, by which it is known that there was one. */
  public static String reminderMarker(String id, String week) {
    return "<!-- postmortem:reminder " + id + " " + week + " -->";
  }

  private static String days(long count) {
    return count == 1 ? "1 day" : count + " days";
  }

  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Math.max(1, longest - CUT.length());
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + CUT;
  }
}
