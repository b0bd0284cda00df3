package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Place;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;

/** Understands pages of records: what is not left out becomes trees. Thread-safe. */
final class PageReader {

  private final String evidence;
  private final Redactor redactor;
  private final JsonFactory factory;
  private final LeftOut leftOut;
  private final @Nullable Sieve sieve;

  /**
   * A reader.
   *
   * @param evidence name of the file
   */
  PageReader(String evidence, Redactor redactor, Limits limits, LeftOut leftOut) {
    this.evidence = evidence;
    this.redactor = redactor;
    this.factory = TreeReader.factory(limits);
    this.leftOut = leftOut;
    this.sieve = Sieve.of(leftOut);
  }

  /** Reads JSON values; ends at the first that is none. */
  Understood json(RecordPage page) {
    Understood understood = new Understood();
    Sieve.@Nullable Look look = sieve == null ? null : sieve.look();
    for (int i = 0; i < page.size(); i++) {
      if (look != null && look.leavesOut(page.bytes(), page.from(i), page.to(i))) {
        understood.leaveOut();
      } else {
        byte[] bytes = page.copy(i);
        Place place = page.place(i);
        TreeReader reader = new TreeReader(0, false);
        try (JsonParser parser = factory.createParser(bytes)) {
          parser.nextToken();
          Tree tree = reader.read(parser);
          parser.nextToken();
          understood.repeated(place, reader.repeated());
          understood.keep(
              SourceRecord.of(redactor, evidence, place, bytes, tree, page.document(i)), leftOut);
        } catch (JsonProcessingException e) {
          understood.bad(new Understood.Bad(e, bytes, page.line(i)));
          return understood;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      understood.next();
    }
    return understood;
  }

  /** Reads lines of JSON with records at some pointers. */
  Understood jsonLines(RecordPage page, List<Pointer> records) {
    Understood understood = new Understood();
    boolean whole = records.equals(List.of(Pointer.ROOT));
    Sieve.@Nullable Look look = sieve == null || !whole ? null : sieve.look();
    for (int i = 0; i < page.size(); i++) {
      if (look != null && look.leavesOut(page.bytes(), page.from(i), page.to(i))) {
        understood.leaveOut();
      } else {
        line(page, i, records, understood);
      }
    }
    return understood;
  }

  private void line(RecordPage page, int i, List<Pointer> records, Understood understood) {
    byte[] bytes = page.copy(i);
    Place place = page.place(i);
    TreeReader reader = new TreeReader(0, false);
    try (JsonParser parser = factory.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return;
      }
      Tree tree = reader.read(parser);
      understood.repeated(place, reader.repeated());
      // Two pointers may stand for one value.
      Map<String, Tree> found = new LinkedHashMap<>();
      records.forEach(pointer -> pointer.each(tree, found::putIfAbsent));
      for (Tree value : found.values()) {
        understood.keep(SourceRecord.of(redactor, evidence, place, bytes, value, tree), leftOut);
      }
    } catch (JsonProcessingException e) {
      understood.bad(new Understood.Bad(e, bytes, page.line(i)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads rows of a table. */
  Understood table(RecordPage page, CsvColumns columns) {
    Understood understood = new Understood();
    for (int i = 0; i < page.size(); i++) {
      if (page.line(i) > columns.line()) {
        byte[] bytes = page.copy(i);
        if (columns.isRecord(bytes)) {
          understood.keep(
              SourceRecord.of(redactor, evidence, page.place(i), bytes, columns.tree(bytes), null),
              leftOut);
        }
      }
    }
    return understood;
  }
}
