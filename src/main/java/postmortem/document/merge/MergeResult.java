package postmortem.document.merge;

import java.util.List;

/**
 * What a merge gave.
 *
 * @param text the document to write
 * @param conflicts what both sides changed differently, in the order of the document
 */
public record MergeResult(String text, List<Conflict> conflicts) {
  public MergeResult {
    conflicts = List.copyOf(conflicts);
  }
}
