package postmortem.document.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.merge.Block.Kind;

/** Puts the blocks of three documents together; used once. */
final class Weaver {

  private static final Pattern DETAILS_ID = Pattern.compile("details:(e-[0-9a-f]{12})");

  private final List<Block> base;
  private final List<Block> mine;
  private final List<Block> generated;
  private final String lineEnd;
  private final Matching toGenerated;
  private final Matching toMine;
  private final List<Piece> pieces = new ArrayList<>();
  private final Places places;
  private final Set<Integer> placed = new HashSet<>();

  Weaver(List<Block> base, List<Block> mine, List<Block> generated, String lineEnd) {
    Columns.Fitted fitted = Columns.fit(base, mine, generated);
    this.base = fitted.base();
    this.mine = mine;
    this.generated = fitted.generated();
    this.lineEnd = lineEnd;
    this.places = new Places(this.generated, pieces);
    this.toGenerated = Matching.of(this.base, this.generated, i -> null, Set.of());
    this.toMine =
        Matching.of(
            this.base,
            mine,
            i -> {
              int index = toGenerated.to(i);
              return index == Piece.NONE ? null : this.generated.get(index).text();
            },
            alreadyAdded());
  }

  /** Blocks of a person's document that say just what the tool is about to add. */
  private Set<Integer> alreadyAdded() {
    Set<String> added = new HashSet<>();
    for (int g = 0; g < generated.size(); g++) {
      if (toGenerated.from(g) == Piece.NONE) {
        added.add(generated.get(g).text());
      }
    }
    Set<Integer> found = new HashSet<>();
    for (int m = 0; m < mine.size(); m++) {
      if (added.contains(mine.get(m).text())) {
        found.add(m);
      }
    }
    return found;
  }

  /** The merged document. */
  MergeResult weave() {
    takeMine();
    for (int g = 0; g < generated.size(); g++) {
      if (toGenerated.from(g) == Piece.NONE && !placed.contains(g)) {
        int at = places.of(g);
        if (at != Piece.NONE) {
          pieces.add(at, new Piece(generated.get(g), Piece.NONE, g));
          placed.add(g);
        }
      }
    }
    orderEvents();
    dropDoomed();
    return join();
  }

  private void takeMine() {
    Map<String, Deque<Integer>> added = added();
    for (int m = 0; m < mine.size(); m++) {
      Block own = mine.get(m);
      int b = toMine.from(m);
      if (b == Piece.NONE) {
        Deque<Integer> same = added.getOrDefault(identity(own), new ArrayDeque<>());
        int g = same.isEmpty() ? Piece.NONE : same.remove();
        if (g != Piece.NONE) {
          placed.add(g);
        }
        pieces.add(new Piece(own, m, g));
        continue;
      }
      int g = toGenerated.to(b);
      Piece piece = new Piece(own, m, g);
      if (g == Piece.NONE) {
        dropped(piece, base.get(b));
      } else {
        placed.add(g);
        changed(piece, base.get(b), generated.get(g));
      }
      pieces.add(piece);
    }
  }

  /** What the tool adds, by key or text. */
  private Map<String, Deque<Integer>> added() {
    Map<String, Deque<Integer>> added = new HashMap<>();
    for (int g = 0; g < generated.size(); g++) {
      if (toGenerated.from(g) == Piece.NONE) {
        added.computeIfAbsent(identity(generated.get(g)), key -> new ArrayDeque<>()).add(g);
      }
    }
    return added;
  }

  private static String identity(Block block) {
    return block.kind() + "\n" + (block.key() != null ? "k" + block.key() : "t" + block.text());
  }

  private static void dropped(Piece piece, Block before) {
    if (piece.block.text().equals(before.text())) {
      piece.doomed = true;
    } else if (!piece.is(Kind.TABLE_ROW)) {
      piece.refused = "";
    }
  }

  private void changed(Piece piece, Block before, Block after) {
    String own = piece.block.text();
    if (own.equals(after.text()) || before.text().equals(after.text())) {
      return;
    }
    if (own.equals(before.text())) {
      piece.block = piece.block.withTextOf(after, lineEnd);
      return;
    }
    String merged = piece.is(Kind.TABLE_ROW) ? cells(before, own, after) : null;
    Optional<String> text =
        merged != null ? Optional.of(merged) : TextMerge.merge(before.text(), own, after.text());
    if (text.isEmpty() || (merged != null && clashes(before, own, after))) {
      piece.refused = after.text();
    }
    if (text.isPresent() && !text.get().equals(own)) {
      piece.block = piece.block.withText(text.get(), lineEnd);
    }
  }

  /** The row merged cell by cell, a clash keeping the person's cell; null when columns differ. */
  private static @Nullable String cells(Block before, String own, Block after) {
    List<String> old = Rows.cells(before.text());
    List<String> ours = Rows.cells(own);
    List<String> theirs = Rows.cells(after.text());
    if (old.size() != ours.size() || old.size() != theirs.size()) {
      return null;
    }
    List<String> merged = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      merged.add(cell(old.get(i), ours.get(i), theirs.get(i)).orElse(ours.get(i)));
    }
    return merged.equals(ours) ? own : Rows.row(merged);
  }

  private static Optional<String> cell(String old, String own, String after) {
    if (own.equals(after) || after.equals(old)) {
      return Optional.of(own);
    }
    return own.equals(old) ? Optional.of(after) : TextMerge.merge(old, own, after);
  }

  private static boolean clashes(Block before, String own, Block after) {
    List<String> old = Rows.cells(before.text());
    List<String> ours = Rows.cells(own);
    List<String> theirs = Rows.cells(after.text());
    for (int i = 0; i < old.size(); i++) {
      if (cell(old.get(i), ours.get(i), theirs.get(i)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Event rows stand in the order of the timeline; other rows stay behind the one they follow. */
  private void orderEvents() {
    int from = 0;
    while (from < pieces.size()) {
      int to = from;
      while (to < pieces.size() && pieces.get(to).is(Kind.TABLE_ROW)) {
        to++;
      }
      if (to - from > 1) {
        order(pieces.subList(from, to));
      }
      from = to + 1;
    }
  }

  private static void order(List<Piece> rows) {
    List<Piece> lead = new ArrayList<>();
    List<List<Piece>> groups = new ArrayList<>();
    for (Piece row : rows) {
      if (row.block.isEventRow() && row.generated != Piece.NONE) {
        groups.add(new ArrayList<>(List.of(row)));
      } else {
        (groups.isEmpty() ? lead : groups.get(groups.size() - 1)).add(row);
      }
    }
    groups.sort((a, b) -> Integer.compare(a.get(0).generated, b.get(0).generated));
    List<Piece> ordered = new ArrayList<>(lead);
    groups.forEach(ordered::addAll);
    for (int i = 0; i < ordered.size(); i++) {
      rows.set(i, ordered.get(i));
    }
  }

  /** What the tool dropped goes, but no heading, table head or excerpt that something stands on. */
  private void dropDoomed() {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.doomed && isNeeded(piece, i)) {
        piece.doomed = false;
      }
    }
    pieces.removeIf(piece -> piece.doomed);
  }

  private boolean isNeeded(Piece piece, int at) {
    return switch (piece.block.kind()) {
      case HEADING -> {
        int level = Integer.parseInt(piece.block.label());
        boolean needed = false;
        for (int i = at + 1; i < pieces.size() && !Places.endsSection(pieces.get(i), level); i++) {
          needed |= !pieces.get(i).doomed;
        }
        yield needed;
      }
      case TABLE_HEAD -> {
        boolean needed = false;
        for (int i = at + 1; i < pieces.size() && pieces.get(i).is(Kind.TABLE_ROW); i++) {
          needed |= !pieces.get(i).doomed;
        }
        yield needed;
      }
      case DETAILS -> isLinked(piece);
      case START, FRONT, TABLE_ROW, ITEM, CODE, TEXT -> false;
    };
  }

  private boolean isLinked(Piece piece) {
    String key = piece.block.key();
    Matcher id = DETAILS_ID.matcher(key == null ? "" : key);
    if (!id.matches()) {
      return false;
    }
    String link = "(#" + id.group(1) + ")";
    return pieces.stream().anyMatch(p -> !p.doomed && p.block.text().contains(link));
  }

  private MergeResult join() {
    StringBuilder out = new StringBuilder();
    List<Conflict> conflicts = new ArrayList<>();
    int line = 1;
    int counted = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      for (; counted < out.length(); counted++) {
        line += out.charAt(counted) == '\n' ? 1 : 0;
      }
      if (piece.refused != null) {
        conflicts.add(new Conflict(where(piece), line, piece.block.text(), piece.refused));
      }
      String raw = piece.block.raw();
      out.append(piece.mine == Piece.NONE ? raw.replace("\n", lineEnd) : raw);
      out.append(gap(piece, i + 1 < pieces.size() ? pieces.get(i + 1) : null));
    }
    return new MergeResult(out.toString(), conflicts);
  }

  private String gap(Piece piece, @Nullable Piece next) {
    boolean lastOfMine = piece.mine == mine.size() - 1;
    if (next == null) {
      // The end of the person's document decides whether there is a line end at the end.
      boolean open = !mine.isEmpty() && mine.get(mine.size() - 1).gap().isEmpty();
      return piece.mine != Piece.NONE && lastOfMine ? piece.block.gap() : open ? "" : lineEnd;
    }
    if (piece.mine != Piece.NONE && next.mine == piece.mine + 1) {
      return piece.block.gap();
    }
    String own =
        piece.mine == Piece.NONE ? piece.block.gap().replace("\n", lineEnd) : piece.block.gap();
    if (piece.mine == Piece.NONE && next.generated == piece.generated + 1) {
      return own;
    }
    if (piece.block.kind().touches(next.block.kind())) {
      return lineEnd;
    }
    return own.chars().filter(c -> c == '\n').count() >= 2 ? own : lineEnd + lineEnd;
  }

  private String where(Piece piece) {
    Block block = piece.block;
    if (block.kind() == Kind.FRONT) {
      return "front matter";
    }
    int section = block.section();
    String heading =
        block.kind() == Kind.HEADING
            ? block.text()
            : section == Piece.NONE ? "the beginning" : mine.get(section).text();
    String title = heading.replaceFirst("^[ #]+", "");
    return block.isEventRow()
        ? title + ", row of " + block.text().replaceFirst("^\\|\\s*([^|]*?)\\s*\\|.*$", "$1")
        : title;
  }
}
