package postmortem.source.system;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;

/**
 * Certificates in PEM, or as programs print them: each begins to be valid and expires. Of blocks
 * that are no certificates, private keys above all, nothing is decoded, kept or cited.
 */
final class Certificates implements ClassSource {

  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_NAMES = 10;
  private static final int DNS = 2;
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)(?:-----END \\1-----)?");
  private static final Pattern NAME =
      Pattern.compile("(?:^|[,/;]\\s?)CN\\s?=\\s?((?:\\\\.|[^,\\\\])+)");
  private static final Pattern BEFORE =
      Pattern.compile("(?:[^\\n]{0,400}\\n){0,400}?-----BEGIN [A-Z0-9 ]{1,40}-----\\r?\\n");
  private static final Pattern OTHER_LOG =
      Pattern.compile("(?m)^(?:\\S{0,24}|[A-Z][a-z]{2} [ \\d]\\d )\\d{2}:\\d{2}:\\d{2}");
  private static final List<StampLayout> LAYOUTS =
      TimeRule.compiled(List.of("rfc3339", "MMM _d HH:mm:ss yyyy z", "yyyy-MM-dd HH:mm:ssX"));

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public String title() {
    return "Certificates (PEM, or as openssl x509 and curl print them)";
  }

  @Override
  public String system() {
    return "certificates";
  }

  @Override
  public String url() {
    return "https://www.rfc-editor.org/rfc/rfc7468";
  }

  @Override
  public String export() {
    return "openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null > host.pem"
        + " (or openssl x509 -noout -text, -dates; or what curl -v says)";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(name(), head -> head.shape() != Head.Shape.JSON && isOne(head.bytes()));
  }

  private static boolean isOne(byte[] bytes) {
    String begin = new String(bytes, StandardCharsets.ISO_8859_1);
    return isPem(begin) || CertificateText.isIn(begin);
  }

  private static boolean isPem(String begin) {
    int at = begin.indexOf(BEGIN);
    return at >= 0
        && begin.indexOf("CERTIFICATE-----", at) >= 0
        && BEFORE.matcher(begin).lookingAt()
        && !OTHER_LOG.matcher(begin.substring(0, at)).find();
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    taken.heads().forEach(head -> read(head, reading));
  }

  private void read(Head head, Reading reading) {
    RowBook book = reading.book(head.file(), name());
    WholeFile read = WholeFile.of(head, MOST_BYTES);
    String text = new String(read.bytes(), StandardCharsets.ISO_8859_1);
    Matcher block = BLOCK.matcher(text);
    int line = 1;
    int counted = 0;
    while (block.find()) {
      for (; counted < block.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      String label = block.group(1);
      if (label.endsWith("CERTIFICATE") && !label.contains("REQUEST")) {
        certificate(new Place.Line(line), block.group(2), head.file().name(), reading, book);
      } else {
        book.filtered();
      }
    }
    if (text.indexOf(BEGIN) < 0) {
      for (CertificateText told : CertificateText.all(text)) {
        handed(shown(told, head.file().name(), reading), reading, book);
      }
    }
    read.tellWhatIsCut(book);
    reading.close(book);
  }

  /**
   * A certificate, however it was found.
   *
   * @param subject what it is called; redacted, as all texts here
   * @param from as it is written, or empty
   * @param to as it is written, or empty
   * @param identity what tells it from others
   */
  private record Shown(
      String subject,
      String issuer,
      String serial,
      String names,
      String from,
      String to,
      String identity,
      Citation citation) {}

  private static Shown shown(CertificateText told, String evidence, Reading reading) {
    String subject = told.of(CertificateText.Fact.SUBJECT);
    String issuer = told.of(CertificateText.Fact.ISSUER);
    String name =
        common(subject)
            .orElseGet(() -> told.names().isEmpty() ? "an unnamed subject" : told.names().get(0));
    byte[] lines = told.lines().getBytes(StandardCharsets.ISO_8859_1);
    String print = HexFormat.of().formatHex(EventId.sha256().digest(lines));
    return new Shown(
        reading.redactor().text(name),
        reading.redactor().text(common(issuer).orElse(issuer)),
        reading.redactor().text(told.of(CertificateText.Fact.SERIAL)),
        reading.redactor().text(String.join(", ", told.names())),
        told.of(CertificateText.Fact.BEFORE),
        told.of(CertificateText.Fact.AFTER),
        told.identity(),
        new Citation(
            evidence,
            new Place.Line(told.line()),
            reading.redactor().text(lines, 0, lines.length),
            print));
  }

  private void certificate(
      Place place, String base64, String evidence, Reading reading, RowBook book) {
    X509Certificate certificate = decoded(base64);
    if (certificate == null) {
      book.unreadable(
          place,
          "PM-S013",
          "this is not a certificate",
          "compare with: openssl x509 -noout -dates < FILE");
      return;
    }
    String print = fingerprint(certificate);
    String from = EventTime.format(certificate.getNotBefore().toInstant());
    String to = EventTime.format(certificate.getNotAfter().toInstant());
    String facts =
        "subject="
            + certificate.getSubjectX500Principal().getName()
            + "\nissuer="
            + certificate.getIssuerX500Principal().getName()
            + "\nnotBefore="
            + from
            + "\nnotAfter="
            + to;
    handed(
        new Shown(
            reading.redactor().text(subject(certificate)),
            reading.redactor().text(issuer(certificate)),
            certificate.getSerialNumber().toString(16),
            reading.redactor().text(String.join(", ", names(certificate))),
            from,
            to,
            print,
            new Citation(evidence, place, reading.redactor().text(facts), print)),
        reading,
        book);
  }

  private void handed(Shown certificate, Reading reading, RowBook book) {
    List<Event> events = new ArrayList<>();
    event(certificate, certificate.from(), "valid-from", reading)
        .ifPresent(
            event ->
                events.add(
                    event
                        .severity(Severity.INFO)
                        .summary(
                            "Certificate of " + certificate.subject() + " is valid from now on")
                        .build()));
    event(certificate, certificate.to(), "expires", reading)
        .ifPresent(
            event ->
                events.add(
                    event
                        .severity(Severity.WARNING)
                        .summary("Certificate of " + certificate.subject() + " expires")
                        .build()));
    if (events.isEmpty()) {
      book.filtered();
    } else {
      book.handed(events);
    }
  }

  private static @Nullable X509Certificate decoded(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | IllegalArgumentException e) {
      return null;
    }
  }

  private Optional<Event.Builder> event(
      Shown certificate, String stamp, String what, Reading reading) {
    String evidence = certificate.citation().evidence();
    return reading
        .stamps()
        .written(evidence, stamp, LAYOUTS)
        .filter(time -> time.at().isBefore(NEVER))
        .map(
            time ->
                Event.of(
                        EventId.of(Kind.CHANGE, system(), certificate.identity(), what),
                        time,
                        EventType.CERTIFICATE,
                        system())
                    .service(reading.rules().service(evidence).orElse(null))
                    .attribute("serial", orNull(certificate.serial()))
                    .attribute("issuer", orNull(certificate.issuer()))
                    .attribute("names", orNull(certificate.names()))
                    .cite(certificate.citation()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of().formatHex(EventId.sha256().digest(certificate.getEncoded()));
    } catch (CertificateException e) {
      return certificate.getSerialNumber().toString(16);
    }
  }

  private static String subject(X509Certificate certificate) {
    List<String> names = names(certificate);
    return common(certificate.getSubjectX500Principal().getName())
        .orElseGet(() -> names.isEmpty() ? "an unnamed subject" : names.get(0));
  }

  private static String issuer(X509Certificate certificate) {
    String whole = certificate.getIssuerX500Principal().getName();
    return common(whole).orElse(whole);
  }

  private static Optional<String> common(String distinguished) {
    Matcher name = NAME.matcher(distinguished);
    return name.find() ? Optional.of(name.group(1).replaceAll("\\\\(.)", "$1")) : Optional.empty();
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> one : all) {
          if (names.size() < MOST_NAMES
              && one.get(0).equals(DNS)
              && one.get(1) instanceof String name) {
            names.add(name);
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Without further names: the subject says enough.
    }
    return names;
  }
}
