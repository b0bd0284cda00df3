package postmortem.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.EventId;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.source.head.Head;

/** Evidence out of the text of tests. */
public final class Evidences {

  private Evidences() {}

  public static EvidenceFile file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public static EvidenceFile file(String name, byte[] bytes) {
    String hash = sha256(bytes);
    return new EvidenceFile(name, null, hash, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(EventId.sha256().digest(bytes));
  }

  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Head head(String name, String text) {
    try {
      return Head.of(file(name, text), Limits.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SourceReader reader(Diagnostics diagnostics) {
    return reader(diagnostics, ReadingRules.NONE, Limits.DEFAULT);
  }

  public static SourceReader reader(Diagnostics diagnostics, ReadingRules rules, Limits limits) {
    return new SourceReader(
        SourceLibrary.builtIn(), Redactor.builtIn(null), rules, limits, diagnostics, Progress.NONE);
  }

  public static Readout read(Diagnostics diagnostics, Evidence... evidence) {
    return reader(diagnostics).read(List.of(evidence));
  }
}
