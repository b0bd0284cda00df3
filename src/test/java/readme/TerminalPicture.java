package readme;

import java.util.List;

/** Draws lines of a terminal as a picture that needs no font of its own. */
final class TerminalPicture {

  private static final double COLUMN = 7.3;
  private static final int LINE = 17;
  private static final int MARGIN = 16;

  private TerminalPicture() {}

  /** An SVG; lines that begin with a dollar sign are what somebody typed. */
  static String svg(List<String> lines) {
    int columns =
        lines.stream().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
    int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
    int height = lines.size() * LINE + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    svg.append(width).append(' ').append(height).append("\" width=\"").append(width);
    svg.append("\" height=\"").append(height).append("\" role=\"img\">\n");
    svg.append("<title>Two commands and what they print</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n");
    svg.append(
        "<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\"");
    svg.append(" font-size=\"12\" fill=\"#c9d1d9\">\n");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int y = MARGIN + (i + 1) * LINE - 5;
      svg.append("<text x=\"").append(MARGIN).append("\" y=\"").append(y).append('"');
      svg.append(line.startsWith("$ ") ? " fill=\"#7ee787\" font-weight=\"bold\"" : "");
      // The length is stated, so that columns line up in any font.
      svg.append(
          line.isEmpty()
              ? ""
              : " textLength=\""
                  + Math.round(line.codePointCount(0, line.length()) * COLUMN)
                  + "\"");
      svg.append('>').append(escaped(line)).append("</text>\n");
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        // Spaces side by side are one space in a picture, unless they are of this kind.
        .replace(' ', '\u00a0');
  }
}
