package postmortem.document.read;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.HardLineBreak;
import com.vladsch.flexmark.ast.HtmlEntity;
import com.vladsch.flexmark.ast.HtmlInlineBase;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.MailLink;
import com.vladsch.flexmark.ast.SoftLineBreak;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import com.vladsch.flexmark.util.sequence.Escaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.read.Passage.Kind;
import postmortem.document.read.Passage.Piece;

/** Collects the text and the links of one block, remembering where each character stands. */
final class PassageBuilder {

  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w+);");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s|<>()\\[\\]]+[^\\s|<>()\\[\\].,;:!?'\"]");

  private final LineIndex index;
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<postmortem.document.read.Link> links = new ArrayList<>();

  PassageBuilder(LineIndex index, String source) {
    this.index = index;
    this.source = source;
  }

  /** All inline nodes below a block. */
  PassageBuilder children(Node block) {
    for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
      inline(child);
    }
    return this;
  }

  /** Literal text, line by line. */
  PassageBuilder literal(int from, int to) {
    raw(from, to, true, "\n");
    return this;
  }

  /** The passage; empty when there is no text. */
  Optional<Passage> passage(Kind kind, List<String> section, boolean quoted) {
    return text.toString().isBlank()
        ? Optional.empty()
        : Optional.of(new Passage(kind, section, quoted, text.toString(), pieces));
  }

  /** The text so far. */
  String text() {
    return text.toString();
  }

  /** The links so far, in order. */
  List<postmortem.document.read.Link> links() {
    List<postmortem.document.read.Link> all = new ArrayList<>(links);
    for (Piece piece : pieces) {
      // Only what stands in the document in one piece: GitHub links no address that is split.
      String part = text.substring(piece.start(), piece.start() + piece.length());
      Matcher matcher = ADDRESS.matcher(piece.quoted() ? "" : part);
      while (matcher.find()) {
        String address = matcher.group();
        if (all.stream().noneMatch(link -> link.text().contains(address))) {
          all.add(
              new postmortem.document.read.Link(
                  address, address, false, piece.at().plus(matcher.start())));
        }
      }
    }
    return all;
  }

  private void inline(Node node) {
    if (node instanceof Text) {
      escaped(node.getStartOffset(), node.getEndOffset());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      add(" ", node.getStartOffset(), false);
    } else if (node instanceof Code code) {
      raw(code.getText().getStartOffset(), code.getText().getEndOffset(), true, " ");
    } else if (node instanceof HtmlEntity) {
      add(decoded(node.getChars().toString()), node.getStartOffset(), false);
    } else if (node instanceof HtmlInlineBase) {
      if (node.getChars().toString().toLowerCase(Locale.ROOT).startsWith("<br")) {
        add(" ", node.getStartOffset(), false);
      }
    } else if (node instanceof AutoLink || node instanceof MailLink) {
      BasedSequence address = node.getChildChars();
      String target =
          address.isEmpty() ? trimBrackets(node.getChars().toString()) : address.toString();
      int from = node.getStartOffset() + node.getChars().toString().indexOf(target);
      link(target, target, false, node);
      raw(from, from + target.length(), false, " ");
    } else if (node instanceof Link || node instanceof Image) {
      boolean image = node instanceof Image;
      String target =
          image ? ((Image) node).getUrl().toString() : ((Link) node).getUrl().toString();
      withLink(target, image, node);
    } else if (node instanceof LinkRef || node instanceof ImageRef) {
      String target = referenced(node);
      if (target == null) {
        escaped(node.getStartOffset(), node.getEndOffset());
      } else {
        withLink(target, node instanceof ImageRef, node);
      }
    } else if (node.hasChildren()) {
      children(node);
    } else if (!node.getClass().getSimpleName().contains("Html")) {
      escaped(node.getStartOffset(), node.getEndOffset());
    }
  }

  private static String trimBrackets(String text) {
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }

  private static @Nullable String referenced(Node node) {
    Document document = node.getDocument();
    com.vladsch.flexmark.ast.Reference reference =
        ((com.vladsch.flexmark.ast.RefNode) node).getReferenceNode(document);
    return reference == null ? null : reference.getUrl().toString();
  }

  private void withLink(String target, boolean image, Node node) {
    int before = text.length();
    children(node);
    link(target, text.substring(before), image, node);
  }

  private void link(String target, String shown, boolean image, Node node) {
    links.add(
        new postmortem.document.read.Link(target, shown, image, index.spot(node.getStartOffset())));
  }

  /** Text in which backslashes and entities stand for other characters. */
  private void escaped(int from, int to) {
    int plain = from;
    int i = from;
    while (i < to) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < to && isPunctuation(source.charAt(i + 1))) {
        raw(plain, i, false, " ");
        add(String.valueOf(source.charAt(i + 1)), i + 1, false);
        i += 2;
        plain = i;
      } else if (c == '&') {
        Matcher matcher = ENTITY.matcher(source).region(i, to);
        if (matcher.lookingAt()) {
          raw(plain, i, false, " ");
          add(decoded(matcher.group()), i, false);
          i = matcher.end();
          plain = i;
        } else {
          i++;
        }
      } else {
        i++;
      }
    }
    raw(plain, to, false, " ");
  }

  private static String decoded(String entity) {
    return Escaping.unescapeHtml(entity);
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  /** Text as it stands, a piece for each line, and {@code lineEnd} for what is between them. */
  private void raw(int from, int to, boolean quoted, String lineEnd) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || source.charAt(i) == '\n' || source.charAt(i) == '\r') {
        if (i > start) {
          add(source.substring(start, i), start, quoted);
        }
        if (i < to && !source.startsWith("\r\n", i)) {
          add(lineEnd, i, quoted);
        }
        start = i + 1;
      }
    }
  }

  private void add(String part, int offset, boolean quoted) {
    if (!part.isEmpty()) {
      pieces.add(new Piece(text.length(), part.length(), index.spot(offset), quoted));
      text.append(part);
    }
  }
}
