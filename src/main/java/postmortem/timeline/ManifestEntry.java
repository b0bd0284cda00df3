package postmortem.timeline;

import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;

/**
 * One line of the manifest: a piece of evidence and what became of its rows.
 *
 * @param account what reading it gave
 * @param rows the final account
 */
public record ManifestEntry(FileAccount account, RowCounts rows) {
  public ManifestEntry {
    if (account.read() != rows.read()) {
      throw new IllegalArgumentException("another number of rows for " + account.evidence());
    }
  }
}
