package postmortem.source;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.evidence.Evidence;
import postmortem.log.wrapped.WrappedLog;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.SourceDeclaration;

/** Which evidence the sources will read, and which they leave to the log engine. */
public final class Claims {

  private final List<Pile.Taken> taken;
  private final List<Head> unknown;
  private final List<Evidence> left;
  private final List<WrappedLog> wrapped;
  private final List<Pile.Taken> told;
  private final List<Guessed> guessed;
  private final @Nullable Instant elsewhere;

  /**
   * A file that no source knows, and what it is read as all the same.
   *
   * @param head its beginning
   * @param source how it is read
   * @param note what was guessed
   */
  public record Guessed(Head head, SourceDeclaration source, Diagnostic note) {}

  /** What is to be read of {@code taken} alone. */
  public static Claims of(Pile.Taken taken) {
    return new Claims(List.of(taken), List.of(), List.of(), List.of(), List.of(), List.of(), null);
  }

  public Claims(
      List<Pile.Taken> taken,
      List<Head> unknown,
      List<Evidence> left,
      List<WrappedLog> wrapped,
      List<Pile.Taken> told,
      List<Guessed> guessed,
      @Nullable Instant elsewhere) {
    this.guessed = List.copyOf(guessed);
    this.elsewhere = elsewhere;
    this.taken = List.copyOf(taken);
    this.unknown = List.copyOf(unknown);
    this.left = List.copyOf(left);
    this.wrapped = List.copyOf(wrapped);
    this.told = List.copyOf(told);
  }

  /** What each source took. */
  public List<Pile.Taken> taken() {
    return taken;
  }

  /**
   * Those of the {@link #wrapped} exports some of whose records are events of their own as well.
   */
  public List<Pile.Taken> told() {
    return told;
  }

  /** Documents and tables that no source knows; they are reported, and are no logs either. */
  public List<Head> unknown() {
    return unknown;
  }

  /** Documents and tables that no source knows, read by their shape. */
  public List<Guessed> guessed() {
    return guessed;
  }

  /** A moment near the full dates in the evidence, for stamps without a date; null for none. */
  public @Nullable Instant elsewhere() {
    return elsewhere;
  }

  /** The evidence that is for the log engine, in the order given. */
  public List<Evidence> left() {
    return left;
  }

  /** Exports whose records are records of logs: the log engine reads them. */
  public List<WrappedLog> wrapped() {
    return wrapped;
  }

  /** Name of the source that will read each piece of evidence, by the name of the evidence. */
  public SortedMap<String, String> sources() {
    SortedMap<String, String> sources = new TreeMap<>();
    for (Pile.Taken one : taken) {
      one.heads().forEach(head -> sources.put(head.file().name(), one.source()));
      one.repositories().forEach(folder -> sources.put(folder.name(), one.source()));
    }
    guessed.forEach(one -> sources.put(one.head().file().name(), one.source().name()));
    wrapped.forEach(log -> sources.put(log.file().name(), log.reader()));
    return sources;
  }
}
