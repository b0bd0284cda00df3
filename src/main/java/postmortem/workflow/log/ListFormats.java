package postmortem.workflow.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import postmortem.diagnostic.ExitCode;
import postmortem.log.format.FormatCheck;
import postmortem.log.format.LogFormat;
import postmortem.source.SourceLibrary;
import postmortem.store.FormatJson;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Libraries;

/** Which log formats and sources there are. */
public final class ListFormats {

  private ListFormats() {}

  private record Row(
      String name, String kind, String support, String title, String url, int samples) {}

  /** Prints all formats and sources, by name. */
  public static ExitCode run(Session session, List<Path> own, boolean json) throws IOException {
    Libraries libraries = Libraries.load(session, own);
    List<Row> rows = new ArrayList<>();
    for (LogFormat format : libraries.formats().formats()) {
      int samples = FormatCheck.samples(format).size();
      rows.add(
          new Row(format.name(), "log", support(format), format.title(), format.url(), samples));
    }
    for (SourceLibrary.Listed source : libraries.sources().list()) {
      rows.add(
          new Row(
              source.name(), "export", "product", source.title(), source.url(), source.samples()));
    }
    rows.sort(Comparator.comparing(Row::name).thenComparing(Row::kind));
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    for (Row row : rows) {
      session
          .out()
          .append(
              json
                  ? FormatJson.listed(
                      row.name(), row.kind(), row.support(), row.title(), row.url(), row.samples())
                  : String.format(
                      Locale.ROOT,
                      "%-" + width + "s  %-6s  %-9s  %2d %-7s  %s\n",
                      row.name(),
                      row.kind(),
                      row.support(),
                      row.samples(),
                      row.samples() == 1 ? "sample" : "samples",
                      row.title()));
    }
    return ExitCode.DONE;
  }

  /**
   * How well a format knows its logs: those of one product, of a family that writes alike, or only
   * their times.
   */
  private static String support(LogFormat format) {
    return switch (format.rank()) {
      case SPECIFIC, USUAL -> "product";
      case GENERAL, WRAPPED -> "family";
      case FALLBACK -> "time-only";
    };
  }
}
