package postmortem.workflow.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Field;
import postmortem.action.ItemEdit;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueText;
import postmortem.event.EventId;
import postmortem.tracker.NewIssue;
import postmortem.tracker.TrackedIssue;

/**
 * Title and body of an issue, which people of both sides write: an edit of one side goes to the
 * other, and where both wrote, both stay. Only the facts in the body are the register's alone.
 */
final class IssueWords {

  /** The key of the title, in what was agreed. */
  static final String TITLE = "title";

  /** The key of the address of the document, in what was agreed. */
  static final String DOCUMENT = "document";

  /** The value of {@link #DOCUMENT} where the issue was created without an address. */
  static final String NO_DOCUMENT = "none";

  private static final String KEPT = "edited at the tracker; kept there";
  private static final Pattern LINK = Pattern.compile("\\]\\((https?://[^)\\s]{1,1000})\\)");
  private static final Map<String, Field> FIELDS =
      Map.of(
          IssueText.DESCRIPTION,
          Field.DESCRIPTION,
          IssueText.DONE_WHEN,
          Field.DONE_WHEN,
          IssueText.FACTS,
          Field.DEADLINE);

  private final Running run;

  IssueWords(Running run) {
    this.run = run;
  }

  /** Brings the titles together. */
  void title(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, ItemEdit edit)
      throws IOException {
    String mine = IssueText.title(item);
    String theirs = issue.title();
    String base = agreed.get(TITLE);
    if (theirs.equals(mine)) {
      agreed.put(TITLE, mine);
      edit.agreed(Field.TITLE);
    } else if (theirs.equals(base)) {
      Patience.until(run.pace(), () -> run.tracker().retitle(issue.number(), mine));
      agreed.put(TITLE, mine);
      edit.agreed(Field.TITLE);
      run.did("retitle", issue, item.id(), "\u201c" + mine + "\u201d");
    } else {
      edit.drift(Field.TITLE, mine, run.rules().shown(theirs), KEPT);
      if (base != null && !mine.equals(base)) {
        conflict(item, issue, "the title", run.rules().shown(theirs));
      }
    }
  }

  private void conflict(ActionItem item, TrackedIssue issue, String what, String theirs) {
    run.journal()
        .say(
            Diagnostic.error(
                    "PM-I014",
                    what + " of " + item.id() + " was changed in the register and at the tracker")
                .noting("at " + run.place(issue) + ": " + theirs)
                .noting("both were left as they are")
                .helping("write the same on both sides, or put one of them back"),
            ExitCode.FINDINGS);
  }

  /** Brings the bodies together, part by part. */
  void body(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, ItemEdit edit)
      throws IOException {
    IssueText.Body theirs = IssueText.parse(issue.body(), item.id()).orElse(null);
    if (theirs == null) {
      boolean ours = agreed.containsKey(IssueText.FACTS);
      if (ours) {
        edit.drift(Field.DESCRIPTION, null, "the body was rearranged", KEPT);
      }
      return;
    }
    IssueText.Body mine =
        run.rules().issues().body(item, addressOf(document(item, theirs, agreed)));
    boolean sameParts = mine.parts().keySet().equals(theirs.parts().keySet());
    IssueText.Body merged = theirs;
    if (sameParts) {
      for (Map.Entry<String, String> part : mine.parts().entrySet()) {
        String there = Objects.requireNonNull(theirs.parts().get(part.getKey()));
        if (takesOurs(item, issue, part.getKey(), part.getValue(), there, agreed, edit)) {
          merged = merged.with(part.getKey(), part.getValue());
        }
      }
    } else if (isAsAgreed(theirs, agreed)) {
      // Made from another template, and nobody has touched it since.
      merged = new IssueText.Body(theirs.head(), mine.parts(), theirs.tail());
      agreed.keySet().removeAll(theirs.parts().keySet());
    } else {
      edit.drift(Field.DESCRIPTION, null, "made from another template, and edited", KEPT);
    }
    String text = merged.text();
    if (merged.equals(theirs) || text.length() > NewIssue.LONGEST_BODY) {
      return;
    }
    Patience.until(run.pace(), () -> run.tracker().rewrite(issue.number(), text));
    List<String> renewed = new ArrayList<>();
    for (Map.Entry<String, String> part : merged.parts().entrySet()) {
      if (part.getValue().equals(mine.parts().get(part.getKey()))) {
        agreed.put(part.getKey(), digest(part.getValue()));
        if (!part.getValue().equals(theirs.parts().get(part.getKey()))) {
          renewed.add(part.getKey());
        }
      }
    }
    run.did("rewrite", issue, item.id(), String.join(", ", renewed) + " as in the register");
  }

  private static boolean isAsAgreed(IssueText.Body body, SortedMap<String, String> agreed) {
    return body.parts().entrySet().stream()
        .allMatch(part -> digest(part.getValue()).equals(agreed.get(part.getKey())));
  }

  /** Whether the register's text goes into a part of the issue's body. */
  private boolean takesOurs(
      ActionItem item,
      TrackedIssue issue,
      String part,
      String mine,
      String there,
      SortedMap<String, String> agreed,
      ItemEdit edit) {
    // A template of the user's own may have parts of other names.
    Field field = FIELDS.getOrDefault(part, Field.DESCRIPTION);
    String theirs = digest(there);
    String own = digest(mine);
    String base = agreed.get(part);
    if (theirs.equals(own)) {
      agreed.put(part, own);
      edit.agreed(field);
      return false;
    }
    if (theirs.equals(base)) {
      return true;
    }
    if (part.equals(IssueText.FACTS)) {
      edit.noted(
          "the facts at the tracker were edited and set back; they said: "
              + run.rules().shown(there));
      return true;
    }
    edit.drift(field, run.rules().shown(mine), run.rules().shown(there), KEPT);
    if (base != null && !own.equals(base)) {
      conflict(item, issue, "the part \u201c" + part + "\u201d", run.rules().shown(there));
    }
    return false;
  }

  /** The link in the issue stays the one that it was created with. */
  private String document(
      ActionItem item, IssueText.Body theirs, SortedMap<String, String> agreed) {
    String known = agreed.get(DOCUMENT);
    if (known != null) {
      return known;
    }
    String end = "/postmortems/" + item.postMortem() + "/postmortem.md";
    Matcher link = LINK.matcher(String.join("\n", theirs.parts().values()));
    String found = run.rules().documentOf(item).orElse(NO_DOCUMENT);
    while (link.find()) {
      String address = Objects.requireNonNull(link.group(1));
      if (address.endsWith(end)) {
        found = address;
      }
    }
    agreed.put(DOCUMENT, found);
    return found;
  }

  /** The address of the post-mortem in what was agreed; null for none. */
  static @Nullable String addressOf(@Nullable String document) {
    return document == null || document.equals(NO_DOCUMENT) ? null : document;
  }

  /** A short name for a text: 16 hexadecimal digits, whatever its line ends. */
  static String digest(String text) {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    byte[] hash = EventId.sha256().digest(plain.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
