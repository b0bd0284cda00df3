package postmortem.log;

import java.util.List;
import postmortem.evidence.FileAccount;

/**
 * What logs say, grouped.
 *
 * @param signatures what matters most first: by severity, then by count
 * @param accounts one for each log, in the order of their names
 */
public record Signatures(List<Signature> signatures, List<FileAccount> accounts) {
  public Signatures {
    signatures = List.copyOf(signatures);
    accounts = List.copyOf(accounts);
  }
}
