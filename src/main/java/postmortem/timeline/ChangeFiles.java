package postmortem.timeline;

import java.util.List;
import java.util.regex.Pattern;
import postmortem.event.Attribute;
import postmortem.event.Event;

/** The files that a change touches. */
public final class ChangeFiles {

  private static final Pattern INERT =
      Pattern.compile(
          "(?i)(?:.*/)?(?:docs?|documentation|\\.github|\\.gitlab|tests?|spec|__tests__|src/test)/.*"
              + "|.*\\.(?:md|adoc|rst|txt)|(?:.*/)?(?:LICENSE|NOTICE|CODEOWNERS|AUTHORS|\\.gitignore"
              + "|\\.editorconfig)");

  /** Text files that do act: what package managers and programs read. */
  private static final Pattern ACTING =
      Pattern.compile(
          "(?i)(?:.*/)?(?:requirements.*|constraints.*|version|robots|cmakelists)\\.txt");

  private ChangeFiles() {}

  /** The paths of a change, as its source wrote them; empty where it says none. */
  public static List<String> of(Event change) {
    return change
        .attributes()
        .getOrDefault(Attribute.FILES, "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** Whether a change touches only documentation and tests, so that nothing running can differ. */
  public static boolean isInert(Event change) {
    List<String> files = of(change);
    return !files.isEmpty()
        && files.stream()
            .allMatch(file -> INERT.matcher(file).matches() && !ACTING.matcher(file).matches());
  }
}
