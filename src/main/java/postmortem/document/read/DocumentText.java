package postmortem.document.read;

import java.util.List;
import postmortem.diagnostic.Diagnostic;

/**
 * A document, read. Everything is in the order of the document.
 *
 * @param file its name as given
 * @param lines its lines without their ends, for carets: line {@code n} is {@code lines.get(n - 1)}
 * @param frontMatter keys and values
 * @param headings all headings
 * @param passages all text
 * @param tables all tables, the ones of timeline and action items included
 * @param timeline rows of all timeline tables
 * @param actions rows of all action-item tables
 * @param htmlActions where tables in HTML stand that seem to hold action items; they are not read
 * @param factors contributing factors, outermost items
 * @param links all links, the ones in cells included
 * @param diagnostics why a part of it could not be read; empty when all of it was
 */
public record DocumentText(
    String file,
    List<String> lines,
    FrontMatter frontMatter,
    List<Heading> headings,
    List<Passage> passages,
    List<Table> tables,
    List<TimelineRow> timeline,
    List<ActionRow> actions,
    List<Spot> htmlActions,
    List<FactorItem> factors,
    List<Link> links,
    List<Diagnostic> diagnostics) {
  public DocumentText {
    lines = List.copyOf(lines);
    headings = List.copyOf(headings);
    passages = List.copyOf(passages);
    tables = List.copyOf(tables);
    timeline = List.copyOf(timeline);
    actions = List.copyOf(actions);
    htmlActions = List.copyOf(htmlActions);
    factors = List.copyOf(factors);
    links = List.copyOf(links);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The passages below the headings whose title, in lower case, contains {@code words}. */
  public List<Passage> under(String words) {
    return passages.stream().filter(p -> Sections.holds(p.section(), words)).toList();
  }
}
