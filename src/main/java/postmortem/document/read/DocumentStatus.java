package postmortem.document.read;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a post-mortem is, as {@code status} in its front matter says. */
public enum DocumentStatus {
  DRAFT,
  IN_REVIEW,
  PUBLISHED,
  CLOSED;

  /** The field of the front matter. */
  public static final String KEY = "status";

  /** As documents write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nothing of it is expected any more but its action items. */
  public boolean isFinished() {
    return this == PUBLISHED || this == CLOSED;
  }

  /** That of a document; empty when it states none, or one that there is not. */
  public static Optional<DocumentStatus> of(FrontMatter frontMatter) {
    String plain =
        frontMatter
            .text(KEY)
            .map(text -> text.strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
            .orElse("");
    return Arrays.stream(values()).filter(status -> status.label().equals(plain)).findFirst();
  }

  /** All of them for a message: {@code draft, in-review, published or closed}. */
  public static String all() {
    String text =
        Arrays.stream(values()).map(DocumentStatus::label).collect(Collectors.joining(", "));
    int last = text.lastIndexOf(", ");
    return text.substring(0, last) + " or " + text.substring(last + 2);
  }
}
