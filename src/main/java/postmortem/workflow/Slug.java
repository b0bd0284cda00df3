package postmortem.workflow;

import java.text.Normalizer;
import java.util.Locale;

/** Makes a folder's name out of words. */
public final class Slug {

  private static final int LONGEST = 60;

  private Slug() {}

  /**
   * Lower-case ASCII letters and digits with single hyphens; {@code incident} when none are left.
   */
  public static String of(String words) {
    String slug =
        Normalizer.normalize(words, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    if (slug.length() > LONGEST) {
      slug = slug.substring(0, LONGEST);
    }
    slug = slug.replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "incident" : slug;
  }
}
