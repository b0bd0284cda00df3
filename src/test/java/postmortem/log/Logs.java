package postmortem.log;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;

/** Logs in memory, and the engine that reads them with all built-in formats. */
public final class Logs {

  public static final FormatLibrary FORMATS = FormatLibrary.builtIn();

  /** Nothing in the log engine looks at what a checksum is. */
  public static final String SHA_256 = "a".repeat(64);

  private Logs() {}

  public static EvidenceFile file(String name, byte[] bytes) {
    return new EvidenceFile(
        name, null, SHA_256, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  public static EvidenceFile file(String name, List<String> lines) {
    return file(name, bytes(lines));
  }

  /** Lines as a file has them: the last one ends as well. */
  public static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static LogEngine engine(ReadingRules rules, Diagnostics diagnostics, int threads) {
    return new LogEngine(
        FORMATS,
        Redactor.builtIn(null),
        rules,
        Limits.DEFAULT,
        diagnostics,
        Progress.NONE,
        threads);
  }
}
