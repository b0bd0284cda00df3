package postmortem.document.read;

import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.HtmlBlockBase;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.ListBlock;
import com.vladsch.flexmark.ast.ListItem;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.ext.tables.TableHead;
import com.vladsch.flexmark.ext.tables.TableRow;
import com.vladsch.flexmark.ext.tables.TableSeparator;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.read.Passage.Kind;

/** Walks the blocks of one document; used once. */
final class BodyReader {

  private static final Pattern DETAILS = Pattern.compile("<(/?)details\\b");

  final List<Heading> headings = new ArrayList<>();
  final List<Passage> passages = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  final List<TimelineRow> timeline = new ArrayList<>();
  final List<ActionRow> actions = new ArrayList<>();
  final List<Spot> htmlActions = new ArrayList<>();
  final List<FactorItem> factors = new ArrayList<>();
  final List<Link> links = new ArrayList<>();

  private final String source;
  private final LineIndex index;
  private List<Heading> path = List.of();
  private int details;

  BodyReader(String document) {
    ApartTables apart = ApartTables.of(document);
    this.source = apart.text();
    this.index = new LineIndex(source, apart.added());
  }

  /** Reads everything. */
  void read() {
    blocks(parser().parse(source), false, false);
  }

  /** Tables as GitHub reads them. */
  private static Parser parser() {
    MutableDataSet options = new MutableDataSet();
    options.set(Parser.EXTENSIONS, List.of(TablesExtension.create()));
    options.set(TablesExtension.COLUMN_SPANS, false);
    options.set(TablesExtension.MIN_SEPARATOR_DASHES, 1);
    options.set(TablesExtension.MAX_HEADER_ROWS, 1);
    options.set(TablesExtension.MIN_HEADER_ROWS, 1);
    options.set(TablesExtension.WITH_CAPTION, false);
    options.set(TablesExtension.HEADER_SEPARATOR_COLUMN_MATCH, true);
    return Parser.builder(options).build();
  }

  private List<String> section() {
    return path.stream().map(Heading::title).toList();
  }

  private PassageBuilder text() {
    return new PassageBuilder(index, source);
  }

  private void blocks(Node parent, boolean quoted, boolean inItem) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      block(node, quoted, inItem);
    }
  }

  private void block(Node node, boolean quoted, boolean inItem) {
    if (node instanceof com.vladsch.flexmark.ast.Heading heading) {
      heading(heading, quoted || details > 0);
    } else if (node instanceof Paragraph) {
      Kind kind = inItem ? Kind.LIST_ITEM : Kind.PARAGRAPH;
      PassageBuilder text = text().children(node);
      links.addAll(text.links());
      text.passage(kind, section(), quoted || details > 0).ifPresent(passages::add);
    } else if (node instanceof TableBlock table) {
      table(table, quoted || details > 0);
    } else if (node instanceof BlockQuote) {
      blocks(node, true, inItem);
    } else if (node instanceof FencedCodeBlock fenced) {
      code(fenced.getContentChars().getStartOffset(), fenced.getContentChars().getEndOffset());
    } else if (node instanceof IndentedCodeBlock) {
      code(node.getStartOffset(), node.getEndOffset());
    } else if (node instanceof HtmlBlockBase) {
      if (!quoted && details == 0) {
        HtmlTables.actions(node, section()).ifPresent(at -> htmlActions.add(index.spot(at)));
      }
      html(node.getChars().toString());
    } else if (node instanceof ListBlock list) {
      list(list, quoted);
    } else if (!(node instanceof Reference)) {
      blocks(node, quoted, inItem || node instanceof ListItem);
    }
  }

  private void code(int from, int to) {
    text().literal(from, to).passage(Kind.CODE, section(), true).ifPresent(passages::add);
  }

  private void html(String block) {
    Matcher matcher = DETAILS.matcher(block.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      details = Math.max(0, details + ("/".equals(matcher.group(1)) ? -1 : 1));
    }
  }

  private void heading(com.vladsch.flexmark.ast.Heading node, boolean quoted) {
    PassageBuilder text = text().children(node);
    links.addAll(text.links());
    String title = text.text().strip();
    List<Heading> above =
        new ArrayList<>(path.stream().filter(h -> h.level() < node.getLevel()).toList());
    List<String> titles = new ArrayList<>(above.stream().map(Heading::title).toList());
    titles.add(title);
    Optional<Passage> passage = text.passage(Kind.HEADING, titles, quoted);
    Heading heading =
        new Heading(
            node.getLevel(),
            title,
            titles,
            passage.map(Passage::at).orElseGet(() -> index.spot(node.getStartOffset())));
    above.add(heading);
    path = above;
    headings.add(heading);
    passage.ifPresent(passages::add);
  }

  private void list(ListBlock list, boolean quoted) {
    boolean outermost = !(list.getParent() instanceof ListItem);
    if (outermost && isAboutFactors()) {
      factors.addAll(factors(list));
    }
    blocks(list, quoted, true);
  }

  private boolean isAboutFactors() {
    List<String> section = section();
    return Sections.holds(section, "contributing factor")
        || Sections.holds(section, "root cause")
        || Sections.holds(section, "causes");
  }

  private List<FactorItem> factors(ListBlock list) {
    List<FactorItem> items = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      PassageBuilder text = text();
      List<FactorItem> below = new ArrayList<>();
      boolean first = true;
      for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
        if (child instanceof Paragraph && first) {
          text.children(child);
          first = false;
        } else if (child instanceof ListBlock nested) {
          below.addAll(factors(nested));
        }
      }
      Optional<Passage> passage = text.passage(Kind.LIST_ITEM, section(), details > 0);
      if (passage.isPresent()) {
        items.add(new FactorItem(passage.get(), Timelines.eventIds(text.links()), below));
      } else {
        items.addAll(below);
      }
    }
    return items;
  }

  private void table(TableBlock block, boolean quoted) {
    List<Cell> header = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    List<List<PassageBuilder>> texts = new ArrayList<>();
    for (Node part = block.getFirstChild(); part != null; part = part.getNext()) {
      if (part instanceof TableSeparator) {
        continue;
      }
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (!(row instanceof TableRow)) {
          continue;
        }
        List<Cell> cells = new ArrayList<>();
        List<PassageBuilder> rowTexts = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          if (cell instanceof TableCell tableCell) {
            PassageBuilder text = text().children(tableCell);
            cells.add(cell(tableCell, text));
            rowTexts.add(text);
          }
        }
        if (part instanceof TableHead && header.isEmpty()) {
          header.addAll(cells);
        } else if (!cells.isEmpty()) {
          rows.add(cells);
        }
        texts.add(rowTexts);
      }
    }
    Table table = new Table(section(), header, rows, index.spot(block.getStartOffset()));
    tables.add(table);
    List<TimelineRow> events = Timelines.rows(table);
    timeline.addAll(events);
    actions.addAll(Actions.rows(table));
    for (List<PassageBuilder> row : texts) {
      List<Link> inRow = row.stream().flatMap(text -> text.links().stream()).toList();
      links.addAll(inRow);
      boolean evidence = !events.isEmpty() && !Timelines.eventIds(inRow).isEmpty();
      for (PassageBuilder text : row) {
        text.passage(Kind.TABLE_CELL, section(), quoted || evidence).ifPresent(passages::add);
      }
    }
  }

  private Cell cell(TableCell node, PassageBuilder text) {
    @Nullable Node first = node.getFirstChild();
    int offset =
        first != null
            ? first.getStartOffset()
            : node.getStartOffset() + node.getOpeningMarker().length();
    return new Cell(text.text().strip(), index.spot(offset), text.links());
  }
}
