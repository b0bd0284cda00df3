package postmortem.store;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.event.Basis;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.timeline.ManifestEntry;

/** {@code evidence.yaml}: what evidence there was, and what became of its rows. */
public final class ManifestFile {

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private ManifestFile() {}

  /** The text of the manifest. */
  public static String write(List<ManifestEntry> entries) {
    StringWriter text = new StringWriter();
    try (YAMLGenerator yaml = FACTORY.createGenerator(text)) {
      yaml.writeStartObject();
      yaml.writeNumberField("schema", Declaration.SCHEMA);
      yaml.writeArrayFieldStart("files");
      for (ManifestEntry entry : entries) {
        write(yaml, entry.account(), entry.rows());
      }
      yaml.writeEndArray();
      yaml.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(YAMLGenerator yaml, FileAccount account, RowCounts rows)
      throws IOException {
    yaml.writeStartObject();
    yaml.writeStringField("evidence", JsonText.wellFormed(account.evidence()));
    yaml.writeStringField("sha256", account.sha256().hex());
    yaml.writeNumberField("bytes", account.bytes());
    JsonText.text(yaml, account.log() ? "format" : "source", account.reader());
    if (!account.shares().isEmpty()) {
      yaml.writeObjectFieldStart("formats");
      for (Map.Entry<String, Long> share : account.shares().entrySet()) {
        yaml.writeNumberField(share.getKey(), share.getValue());
      }
      yaml.writeEndObject();
    }
    yaml.writeObjectFieldStart("rows");
    yaml.writeNumberField("read", rows.read());
    yaml.writeNumberField("placed", rows.placed());
    yaml.writeNumberField("merged", rows.merged());
    yaml.writeNumberField("aggregated", rows.aggregated());
    yaml.writeNumberField("filtered", rows.filtered());
    yaml.writeNumberField("unreadable", rows.unreadable());
    yaml.writeEndObject();
    JsonText.instant(yaml, "first", account.first());
    JsonText.instant(yaml, "last", account.last());
    JsonText.text(yaml, "zone", account.zone());
    JsonText.texts(yaml, "basis", account.basis().stream().map(Basis::label).toList());
    yaml.writeStringField("clock-offset", account.clockOffset().toString());
    yaml.writeEndObject();
  }

  /**
   * A file that a manifest lists.
   *
   * @param evidence its name
   * @param sha256 of its bytes, 64 hex digits
   * @param bytes how many
   * @param tells whether it says anything of the incident: a row of it was placed, merged or
   *     counted. Lists of users and channels, pictures and empty files stand beside any incident.
   */
  public record Listed(String evidence, String sha256, long bytes, boolean tells) {}

  /**
   * The files that a manifest lists.
   *
   * @param file its name, for messages
   */
  public static List<Listed> files(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    return fields.list(
        "files",
        node -> {
          Fields one = node.fields();
          return new Listed(
              one.text("evidence"),
              one.text("sha256"),
              number(one, "bytes"),
              one.optional("rows").map(rows -> tells(rows.fields())).orElse(true));
        });
  }

  private static boolean tells(Fields rows) {
    return number(rows, "placed") + number(rows, "merged") + number(rows, "aggregated") > 0;
  }

  private static long number(Fields fields, String key) {
    return fields.required(key).scalar().as("a number", Long::parseLong);
  }
}
