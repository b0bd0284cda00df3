package postmortem.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of an issue's body which says, unseen by readers, which action item it belongs to. It is
 * a comment of HTML: no text of people that is escaped for Markdown can make one.
 */
public final class Marker {

  private static final Pattern MARKER =
      Pattern.compile(
          "<!--\\s*postmortem:action-item\\s+([A-Za-z0-9][A-Za-z0-9._-]{0,160})\\s*-->");

  private Marker() {}

  /** The marker of an item. */
  public static String of(String id) {
    return "<!-- postmortem:action-item " + id + " -->";
  }

  /** The ids of all items whose markers a body holds, in its order, each once. */
  public static List<String> in(String body) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = MARKER.matcher(body);
    while (matcher.find()) {
      String id = Objects.requireNonNull(matcher.group(1));
      if (!ids.contains(id)) {
        ids.add(id);
      }
    }
    return List.copyOf(ids);
  }

  /** Whether a body holds the marker of that item. */
  public static boolean marks(String body, String id) {
    return in(body).contains(id);
  }
}
