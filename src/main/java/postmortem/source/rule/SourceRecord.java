package postmortem.source.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.redact.Redactor;
import postmortem.source.tree.Markup;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * One record of an export. Its text is reachable redacted only; {@link #raw} exists for the stamp
 * parser, comparisons and identity hashes, which keep no text.
 */
public final class SourceRecord {

  /** Far more than is shown: a secret that begins in what is shown is redacted whole. */
  private static final int MOST_EXCERPT_BYTES = 16 << 10;

  private final Redactor redactor;
  private final String evidence;
  private final Place place;
  private final byte[] bytes;
  private final Tree tree;
  private final @Nullable SourceRecord enclosing;
  private final @Nullable Tree document;
  private String name = "";
  private @Nullable SourceRecord joined;
  private NameList.@Nullable Book names;
  private @Nullable EventTime timed;
  private @Nullable Citation citation;

  private SourceRecord(
      Redactor redactor,
      String evidence,
      Place place,
      byte[] bytes,
      Tree tree,
      @Nullable SourceRecord enclosing,
      @Nullable Tree document) {
    this.redactor = redactor;
    this.evidence = evidence;
    this.place = place;
    this.bytes = bytes;
    this.tree = tree;
    this.enclosing = enclosing;
    this.document = document;
  }

  /** Its bytes as they stand in the file; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * A record.
   *
   * @param evidence name of the file
   * @param place where it stands there
   * @param bytes its bytes as they stand there; ranges of {@code tree} index them
   * @param document what stands around the records; null when nothing does
   */
  public static SourceRecord of(
      Redactor redactor,
      String evidence,
      Place place,
      byte[] bytes,
      Tree tree,
      @Nullable Tree document) {
    return new SourceRecord(redactor, evidence, place, bytes, tree, null, document);
  }

  /** A value inside of this record as a record of its own; a line keeps its number. */
  public SourceRecord element(String pointer, Tree value) {
    Place at =
        place instanceof Place.Pointer outer ? new Place.Pointer(outer.pointer() + pointer) : place;
    SourceRecord element = made(at, value);
    element.name = pointer.substring(pointer.lastIndexOf('/') + 1);
    return element;
  }

  /** A value that is made of some in or around this record, as a record inside of this one. */
  public SourceRecord made(Place at, Tree value) {
    SourceRecord made = new SourceRecord(redactor, evidence, at, bytes, value, this, document);
    made.joined = joined;
    made.names = names;
    return made;
  }

  /** What a reference points to, each as a record inside of the value it was looked for in. */
  public List<SourceRecord> records(Reference reference) {
    SourceRecord base =
        switch (reference.scope()) {
          case RECORD -> enclosing;
          case OUTER -> enclosing == null ? null : enclosing.enclosing;
          default -> this;
        };
    List<SourceRecord> found = new ArrayList<>();
    if (base != null) {
      reference
          .pointer()
          .bound(tree, name)
          .each(base.tree, (at, value) -> found.add(base.element(at, value)));
    }
    return found;
  }

  /** Lets {@code @} references see another record. */
  public void join(SourceRecord other) {
    joined = other;
  }

  /** Says when it was, as its line and those before it do. */
  public void timed(EventTime at) {
    timed = at;
  }

  /** When it was, as lines say; null for records that are no lines. */
  @Nullable EventTime timed() {
    return timed;
  }

  /** Lets ids be told by name. */
  public void names(NameList.Book book) {
    names = book;
  }

  /** The record that was joined; null when none was. */
  public @Nullable SourceRecord joined() {
    return joined;
  }

  /** Name of the file. */
  public String evidence() {
    return evidence;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** Its value, raw: for its shape only. */
  public Tree tree() {
    return tree;
  }

  /** Its bytes as they stand in the file, without its surroundings. */
  String text() {
    int to = Math.min(tree.end(), tree.start() + MOST_EXCERPT_BYTES);
    return redactor.text(bytes, tree.start(), to);
  }

  /** Its place and text; the same one each time. */
  public Citation citation() {
    Citation known = citation;
    if (known == null) {
      var digest = EventId.sha256();
      digest.update(bytes, tree.start(), tree.end() - tree.start());
      known = new Citation(evidence, place, text(), HexFormat.of().formatHex(digest.digest()));
      citation = known;
    }
    return known;
  }

  /** All values of a reference that hold something, raw. */
  public List<Tree> trees(Reference reference) {
    Tree from =
        switch (reference.scope()) {
          case ELEMENT -> tree;
          case RECORD -> enclosing == null ? tree : enclosing.tree;
          case OUTER ->
              enclosing == null || enclosing.enclosing == null ? null : enclosing.enclosing.tree;
          case DOCUMENT -> document;
          case JOINED -> joined == null ? null : joined.tree;
        };
    if (from == null) {
      return List.of();
    }
    List<Tree> found = new ArrayList<>();
    reference
        .pointer()
        .bound(tree, name)
        .each(
            from,
            (at, value) -> {
              if (!value.isBlank()) {
                found.add(value);
              }
            });
    return found;
  }

  /** All texts of a reference, redacted; objects and arrays have none. */
  List<String> texts(Reference reference) {
    List<String> texts = new ArrayList<>();
    for (Tree value : trees(reference)) {
      if (value instanceof Tree.Text text) {
        texts.add(redacted(reference.pointer().lastName(), text));
      }
    }
    return texts;
  }

  /** A text of this record under its name, redacted. */
  public String redacted(String name, Tree.Text text) {
    return redactor.value(name, text.raw());
  }

  /** The text of a reference, redacted; several, as of {@code *}, are joined by a comma. */
  public Optional<String> text(Reference reference) {
    List<String> texts = texts(reference);
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", texts));
  }

  /** The text at a pointer in this record, redacted. */
  public Optional<String> text(String pointer) {
    return text(Reference.parse(pointer));
  }

  /** The text of the first of several references that holds one, redacted. */
  public Optional<String> text(List<Reference> alternatives) {
    for (Reference reference : alternatives) {
      Optional<String> text = text(reference);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /** What the first of several references that holds words says without its markup, redacted. */
  Optional<String> plain(List<Reference> alternatives, Markup markup) {
    for (Reference reference : alternatives) {
      List<String> texts = new ArrayList<>();
      for (Tree value : trees(reference)) {
        String words = markup.plain(value);
        if (!words.isBlank()) {
          texts.add(redactor.value(reference.pointer().lastName(), words));
        }
      }
      if (!texts.isEmpty()) {
        return Optional.of(String.join(" \u2014 ", texts));
      }
    }
    return Optional.empty();
  }

  /** The names of the ids at the first of several references that some lists know one of. */
  Optional<String> named(List<Reference> alternatives, List<String> lists) {
    for (Reference reference : alternatives) {
      List<String> texts = new ArrayList<>();
      boolean known = false;
      for (Tree value : trees(reference)) {
        if (value instanceof Tree.Text text) {
          NameList.Book book = names;
          String name = book == null ? null : book.name(lists, text.raw());
          known |= name != null;
          texts.add(name != null ? name : redacted(reference.pointer().lastName(), text));
        }
      }
      if (known) {
        return Optional.of(String.join(", ", texts));
      }
    }
    return Optional.empty();
  }

  /** What the first reference that holds something holds, raw: to parse, compare or hash. */
  public Optional<String> raw(List<Reference> alternatives) {
    for (Reference reference : alternatives) {
      List<Tree> trees = trees(reference);
      if (!trees.isEmpty()) {
        StringBuilder all = new StringBuilder();
        for (Tree tree : trees) {
          all.append(all.isEmpty() ? "" : "\0").append(tree.canonical());
        }
        return Optional.of(all.toString());
      }
    }
    return Optional.empty();
  }

  /** What stands at a pointer in this record, raw: to parse, compare or hash. */
  public Optional<String> raw(String pointer) {
    return raw(List.of(Reference.parse(pointer)));
  }

  /** The elements at a pointer in this record. */
  public List<SourceRecord> elements(String pointer) {
    List<SourceRecord> elements = new ArrayList<>();
    Pointer.parse(pointer).each(tree, (at, value) -> elements.add(element(at, value)));
    return elements;
  }

  /** {@code evidence#/pointer} or {@code evidence:line}. */
  @Override
  public String toString() {
    return evidence + place;
  }

  /** Text that is not part of a record, such as a line of a broken file, redacted. */
  public static String shown(Redactor redactor, byte[] bytes) {
    return redactor.text(new String(bytes, StandardCharsets.UTF_8));
  }
}
