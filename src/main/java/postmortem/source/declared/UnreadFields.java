package postmortem.source.declared;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.redact.Redactor;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** Fields that no rule of a source reads: short texts become attributes, the others are told. */
final class UnreadFields {

  private static final int LONGEST = 200;
  private static final int MOST = 24;
  private static final Pattern NOT_A_NAME = Pattern.compile("[^a-z0-9]+");

  private final SourceDeclaration source;
  private final Redactor redactor;
  private final Set<String> noted = new TreeSet<>();

  UnreadFields(SourceDeclaration source, Redactor redactor) {
    this.source = source;
    this.redactor = redactor;
  }

  /** Keeps short texts that no rule reads, so that nothing is dropped unseen. */
  void keep(SourceRecord row, Event.Builder event, Set<String> taken) {
    for (Pointer pointer : source.keep()) {
      for (Tree tree : pointer.all(row.tree())) {
        if (tree instanceof Tree.Obj obj) {
          obj.fields()
              .forEach(
                  (name, value) -> {
                    if (!source.ignores(name)) {
                      put(row, name, value, event, taken);
                    }
                  });
        }
      }
    }
    if (row.tree() instanceof Tree.Obj obj) {
      for (String name : source.unread(obj)) {
        Tree value = obj.fields().get(name);
        if (value != null) {
          put(row, name, value, event, taken);
        }
      }
    }
  }

  private static void put(
      SourceRecord row, String name, Tree value, Event.Builder event, Set<String> taken) {
    String plain = NOT_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    String attribute = plain.replaceAll("^[-0-9]+|-+$", "");
    if (attribute.isEmpty()
        || !(value instanceof Tree.Text text)
        || text.raw().length() > LONGEST
        || taken.size() >= MOST
        || reserved(attribute)
        || !taken.add(attribute)) {
      return;
    }
    event.attribute(attribute, row.redacted(name, text));
  }

  /** Names that another stage gives a meaning; only a declaration may set them. */
  private static boolean reserved(String name) {
    return name.equals("type")
        || name.equals(Attribute.FINGERPRINT)
        || name.equals(Attribute.FILES)
        || name.equals(Attribute.THREAD);
  }

  /** Notes those of a record that are no attributes either. */
  void note(SourceRecord record) {
    if (record.tree() instanceof Tree.Obj obj) {
      for (String name : source.unread(obj)) {
        Tree value = obj.fields().get(name);
        if (noted.size() < MOST
            && (!(value instanceof Tree.Text text) || text.raw().length() > LONGEST)) {
          noted.add(redactor.text(name));
        }
      }
    }
  }

  /** Tells which there were. */
  void tell(Diagnostics diagnostics) {
    if (!noted.isEmpty()) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-S008",
                  "fields of "
                      + source.name()
                      + " records that are not read: "
                      + String.join(", ", noted))
              .helping("they stand in the cited records"));
    }
  }
}
