package postmortem.document.merge;

import org.jspecify.annotations.Nullable;
import postmortem.document.merge.Block.Kind;

/** A block of the result, and where it comes from. */
final class Piece {

  static final int NONE = -1;

  Block block;

  /** Its place in the person's document; {@link #NONE} when the tool adds it. */
  final int mine;

  /** Its place in what the tool has written now; {@link #NONE} when it is not there. */
  final int generated;

  /** The tool dropped it and nobody changed it: it goes, unless something still needs it. */
  boolean doomed;

  /** What the tool wrote and a person's own words kept out; null for nothing. */
  @Nullable String refused;

  Piece(Block block, int mine, int generated) {
    this.block = block;
    this.mine = mine;
    this.generated = generated;
  }

  boolean is(Kind kind) {
    return block.kind() == kind;
  }
}
