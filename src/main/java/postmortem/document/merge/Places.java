package postmortem.document.merge;

import java.util.List;
import postmortem.document.merge.Block.Kind;

/**
 * Where in the document that a person has a new block of the tool goes: behind what it follows in
 * the tool's own, as far as that is still there.
 */
final class Places {

  private final List<Block> generated;
  private final List<Piece> pieces;

  /**
   * Looks at the pieces as they are at each call.
   *
   * @param generated the tool's document
   * @param pieces the document so far
   */
  Places(List<Block> generated, List<Piece> pieces) {
    this.generated = generated;
    this.pieces = pieces;
  }

  /** Where a new block goes; -1 when a person deleted what it would stand in. */
  int of(int g) {
    return switch (generated.get(g).kind()) {
      case TABLE_ROW -> ofRow(g);
      case HEADING -> ofHeading(g);
      case START -> Piece.NONE;
      case FRONT, TABLE_HEAD, ITEM, DETAILS, CODE, TEXT -> inSection(g);
    };
  }

  private int ofRow(int g) {
    for (int k = g - 1; k >= 0 && isTable(generated.get(k)); k--) {
      int at = indexOf(k);
      if (at != Piece.NONE) {
        at++;
        String time = Rows.time(generated.get(g).text());
        // A person's own row that happened earlier stays in front.
        while (at < pieces.size()
            && pieces.get(at).generated == Piece.NONE
            && pieces.get(at).is(Kind.TABLE_ROW)
            && isEarlier(Rows.time(pieces.get(at).block.text()), time)) {
          at++;
        }
        return at;
      }
      if (generated.get(k).kind() == Kind.TABLE_HEAD) {
        break;
      }
    }
    for (int k = g + 1; k < generated.size(); k++) {
      if (generated.get(k).kind() != Kind.TABLE_ROW) {
        break;
      }
      int at = indexOf(k);
      if (at != Piece.NONE) {
        return at;
      }
    }
    return Piece.NONE;
  }

  private static boolean isTable(Block block) {
    return block.kind() == Kind.TABLE_ROW || block.kind() == Kind.TABLE_HEAD;
  }

  private static boolean isEarlier(String own, String time) {
    return !own.isEmpty() && !time.isEmpty() && own.compareTo(time) <= 0;
  }

  private int ofHeading(int g) {
    int level = Integer.parseInt(generated.get(g).label());
    int at = pieces.size();
    for (int k = g - 1; k >= 0; k--) {
      int found = indexOf(k);
      if (found != Piece.NONE) {
        at = found + 1;
        while (at < pieces.size() && !endsSection(pieces.get(at), level)) {
          at++;
        }
        break;
      }
    }
    return at;
  }

  /** Whether a section of that level ends before a piece. */
  static boolean endsSection(Piece piece, int level) {
    return piece.is(Kind.HEADING) && Integer.parseInt(piece.block.label()) <= level;
  }

  private int inSection(int g) {
    Block block = generated.get(g);
    int first = Math.max(block.section(), 0);
    for (int k = g - 1; k >= first; k--) {
      int at = indexOf(k);
      if (at != Piece.NONE) {
        Kind kind = pieces.get(at).block.kind();
        at++;
        while (at < pieces.size()
            && kind.touches(pieces.get(at).block.kind())
            && !pieces.get(at).is(block.kind())) {
          at++;
        }
        return at;
      }
    }
    return Piece.NONE;
  }

  private int indexOf(int g) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).generated == g) {
        return i;
      }
    }
    return Piece.NONE;
  }
}
