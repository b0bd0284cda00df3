package postmortem.source.system;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.MimeUtil;
import postmortem.source.tree.HtmlText;

/**
 * A mail (RFC 5322, RFC 2045 to 2047), raw: fields of its header and the words in it. What it gives
 * has to be redacted.
 */
final class MailText {

  private static final int DEEPEST = 8;

  private final Message mail;

  private MailText(Message mail) {
    this.mail = mail;
  }

  /**
   * Reads a mail; nothing where it is none.
   *
   * @param raw one character for each byte
   */
  static Optional<MailText> of(String raw) {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    // The file as a whole has a limit already.
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    builder.setDecodeMonitor(DecodeMonitor.SILENT);
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return Optional.of(new MailText(builder.parseMessage(new ByteArrayInputStream(bytes))));
    } catch (MimeIOException broken) {
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  /** A field of the header, unfolded and decoded; empty when there is none. */
  String field(String name) {
    Field field = mail.getHeader() == null ? null : mail.getHeader().getField(name);
    if (field == null || field.getBody() == null) {
      return "";
    }
    ByteSequence raw = field.getRaw();
    // What is not encoded is UTF-8 these days.
    String line = raw == null ? "" : new String(raw.toByteArray(), StandardCharsets.UTF_8);
    String text = raw == null ? field.getBody() : line.substring(line.indexOf(':') + 1);
    return DecoderUtil.decodeEncodedWords(MimeUtil.unfold(text).strip(), DecodeMonitor.SILENT);
  }

  /** The words of the mail: the first plain text in it, else the first HTML; else empty. */
  String words() {
    return words(mail, "text/plain", DEEPEST)
        .or(() -> words(mail, "text/html", DEEPEST))
        .orElse("");
  }

  private static Optional<String> words(Entity part, String wanted, int deepest) {
    if (part.getBody() instanceof Multipart parts && deepest > 0) {
      return parts.getBodyParts().stream()
          .map(inner -> words(inner, wanted, deepest - 1))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (!(part.getBody() instanceof SingleBody body)
        || !wanted.equalsIgnoreCase(part.getMimeType())
        || "attachment".equalsIgnoreCase(part.getDispositionType())) {
      return Optional.empty();
    }
    try (InputStream in = body.getInputStream()) {
      String text = new String(in.readAllBytes(), charset(part));
      return Optional.of(wanted.equals("text/html") ? HtmlText.of(text) : text)
          .filter(words -> !words.isBlank());
    } catch (IOException broken) {
      // What it is encoded in is damaged.
      return Optional.empty();
    }
  }

  /** What the part says, and UTF-8 where it says nothing that is known. */
  private static Charset charset(Entity part) {
    try {
      boolean said = part.getHeader() != null && part.getHeader().getField("content-type") != null;
      Charset charset =
          said && part.getCharset() != null
              ? Charset.forName(part.getCharset())
              : StandardCharsets.UTF_8;
      return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
