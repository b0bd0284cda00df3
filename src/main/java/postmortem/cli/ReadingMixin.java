package postmortem.cli;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import postmortem.event.DateOrder;
import postmortem.workflow.incident.ReadingOptions;
import postmortem.workflow.incident.ReadingOptions.Ceilings;
import postmortem.workflow.incident.ReadingOptions.StatedZone;

/** The options of every command that reads evidence. */
final class ReadingMixin {

  /** The command that has these options. */
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by the command-line library
  private CommandSpec command;

  @Parameters(
      paramLabel = "EVIDENCE",
      arity = "1..*",
      description = "Files, archives and folders of exports; - is standard input.")
  private List<Path> evidence = List.of();

  @Option(
      names = "--incident",
      paramLabel = "FILE",
      description = "What people state: incident.yaml. Default: looked for.")
  private @Nullable Path incident;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the post-mortem. Default: found or made.")
  private @Nullable String id;

  @Option(
      names = "--zone",
      paramLabel = "[GLOB=]ZONE",
      converter = ZoneOfFiles.class,
      description = "Zone of stamps without one, for all or for matching files.")
  private List<StatedZone> zones = List.of();

  @Option(
      names = "--date-order",
      paramLabel = "ORDER",
      converter = OrderOfDates.class,
      description = "How 03/04/2025 is read: day-first or month-first.")
  private @Nullable DateOrder dateOrder;

  @Option(
      names = "--reference",
      paramLabel = "INSTANT",
      converter = Moment.class,
      description = "A moment near the incident, for stamps without a year.")
  private @Nullable Instant reference;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      converter = Moment.class,
      description = "Leave out rows before this.")
  private @Nullable Instant from;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      converter = Moment.class,
      description = "Leave out rows from this on.")
  private @Nullable Instant until;

  @Option(
      names = "--formats",
      paramLabel = "PATH",
      description = "Log formats and sources of your own: files or folders.")
  private List<Path> formats = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read. Default: the number of processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--align",
      description =
          "Correct clocks that identifiers in several files show to be wrong. It reads twice.")
  private boolean align;

  @Option(names = "--strict", description = "Exit with 1 when evidence cannot be used.")
  private boolean strict;

  @Option(
      names = "--max-file-bytes",
      paramLabel = "N",
      description = "Most decompressed bytes of a file. Default: 64 GiB.")
  private @Nullable Long maxFileBytes;

  @Option(
      names = "--max-line-bytes",
      paramLabel = "N",
      description = "Most bytes of a line. Default: 1 MiB.")
  private @Nullable Integer maxLineBytes;

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      description = "Most decompressed bytes per compressed one. Default: 1000.")
  private @Nullable Integer maxRatio;

  @Option(
      names = "--max-files",
      paramLabel = "N",
      description = "Most files of a run, and members of an archive. Default: 100000.")
  private @Nullable Integer maxFiles;

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "Deepest nesting of JSON. Default: 200.")
  private @Nullable Integer maxDepth;

  @Option(
      names = "--max-records",
      paramLabel = "N",
      description = "Most rows of a file that become events. Default: 5000000.")
  private @Nullable Long maxRecords;

  @Option(
      names = "--max-nesting",
      paramLabel = "N",
      description = "Most archives inside each other. Default: 4.")
  private @Nullable Integer maxNesting;

  /** What the use case is told. */
  ReadingOptions options() {
    atLeast(1, "--max-file-bytes", maxFileBytes);
    atLeast(1, "--max-line-bytes", maxLineBytes);
    atLeast(1, "--max-ratio", maxRatio);
    atLeast(1, "--max-files", maxFiles);
    atLeast(1, "--max-depth", maxDepth);
    atLeast(1, "--max-records", maxRecords);
    atLeast(0, "--max-nesting", maxNesting);
    atLeast(1, "--threads", threads);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new ParameterException(command.commandLine(), "--until has to be later than --from");
    }
    return new ReadingOptions(
        evidence,
        id,
        incident,
        zones,
        reference,
        from,
        until,
        threads,
        new Ceilings(
            maxFileBytes, maxLineBytes, maxRatio, maxFiles, maxDepth, maxRecords, maxNesting),
        formats,
        align,
        strict,
        dateOrder);
  }

  private void atLeast(long least, String option, @Nullable Number value) {
    if (value != null && value.longValue() < least) {
      throw new ParameterException(
          command.commandLine(), option + " is " + value + "; it has to be at least " + least);
    }
  }

  /** {@code Europe/Berlin} or {@code db/*.log=Europe/Berlin}. */
  static final class ZoneOfFiles implements ITypeConverter<StatedZone> {
    @Override
    public StatedZone convert(String value) {
      int at = value.lastIndexOf('=');
      String zone = value.substring(at + 1);
      String files = at < 0 ? "**" : value.substring(0, at);
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + files);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            "'" + files + "' is not a pattern for file names such as db/*.log");
      }
      try {
        return new StatedZone(files, ZoneId.of(zone));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + zone + "' is not a time zone such as Europe/Copenhagen, +01:00 or UTC");
      }
    }
  }

  /** {@code day-first} or {@code month-first}. */
  static final class OrderOfDates implements ITypeConverter<DateOrder> {
    @Override
    public DateOrder convert(String value) {
      for (DateOrder order : DateOrder.values()) {
        if (order.label().equals(value)) {
          return order;
        }
      }
      throw new TypeConversionException("'" + value + "' is neither day-first nor month-first");
    }
  }

  /** An instant with a zone. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return OffsetDateTime.parse(value).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + value + "' is not a moment with a zone such as 2025-02-09T10:05:23Z");
      }
    }
  }
}
