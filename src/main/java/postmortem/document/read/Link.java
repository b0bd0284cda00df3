package postmortem.document.read;

/**
 * A link or a picture.
 *
 * @param target as written
 * @param text what is shown for it, without markup
 * @param image whether it is a picture
 * @param at where it begins
 */
public record Link(String target, String text, boolean image, Spot at) {}
