package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evidence is bytes until the redactor made text of it. What may decode bytes is named here, class
 * by class, with the reason.
 */
final class Wall {

  /** Packages that decode only what is no evidence, and the wall itself. */
  private static final String[] OPEN = {
    "..postmortem.redact..", // the wall
    "..postmortem.declaration..", // formats, sources, rules: files that people write for us
    "..postmortem.store..", // what we wrote ourselves, redacted when we did
  };

  /** Classes that decode before the wall, by what keeps the text from getting past it. */
  private static final Map<String, String> BEFORE_THE_WALL =
      Map.ofEntries(
          Map.entry("evidence.Utf8Stream", "re-encodes another charset; hands out bytes"),
          Map.entry("evidence.Repository", "reads the name of a branch to find its commit"),
          Map.entry("source.tree.TreeReader", "parses JSON to a Tree, which SourceRecord redacts"),
          Map.entry("source.scan.JsonCut", "names the keys that the place of a record is made of"),
          Map.entry("source.tree.CsvColumns", "parses CSV to a Tree, which SourceRecord redacts"),
          Map.entry("source.tree.PrintedTable", "cuts lines into columns for CsvColumns"),
          Map.entry(
              "source.scan.LineReading", "parses lines to a Tree, which SourceRecord redacts"),
          Map.entry("source.scan.PlainLine", "hands a line out as bytes, without its colours"),
          Map.entry("source.recognition.DatesElsewhere", "looks for dates; hands out an instant"),
          Map.entry("source.SourceReader", "tells by its head whether a file is a log"),
          Map.entry("source.rule.SourceRecord", "hands every text to the redactor"),
          Map.entry("source.tree.XmlReader", "parses XML to a Tree, which SourceRecord redacts"),
          Map.entry("source.head.Head", "tells by its head whether a file is YAML"),
          Map.entry(
              "source.recognition.GitLogHead", "tells by its head whether a file is a git log"),
          Map.entry("source.system.GitLogText", "hands messages, names and paths to the redactor"),
          Map.entry(
              "source.system.Certificates", "hands names to the redactor, and no key is read"),
          Map.entry("source.system.DiscordPage", "hands words and names to the redactor"),
          Map.entry("source.system.TelegramPage", "hands words and names to the redactor"),
          Map.entry("source.system.Mails", "hands words and names to the redactor"),
          Map.entry("source.system.MailText", "decodes the parts of a mail for Mails"),
          Map.entry("source.system.GitHistory", "hands messages, names and paths to the redactor"),
          Map.entry("log.format.FormatCheck", "shows the samples of a format, no evidence"),
          Map.entry(
              "log.layout.HeaderCutter", "writes punctuation and keys, no values, into patterns"),
          Map.entry("log.layout.TrailingStamp", "writes punctuation, no words, into patterns"),
          Map.entry("log.layout.BlockFinder", "writes keys, no values, into declarations"),
          Map.entry("log.format.RegexNode", "lends bytes to the regex engine as characters"),
          Map.entry("log.signature.Clusters", "compares masked templates, which stay inside"),
          Map.entry("tracker.github.Refusal", "reads why the tracker refuses, no evidence"),
          Map.entry("tracker.github.Timeline", "reads who closed an issue, no evidence"),
          Map.entry("cli.Help", "prints the packaged help text, no evidence"),
          Map.entry(
              "workflow.document.LintDocuments", "reads documents that people wrote and merged"),
          Map.entry(
              "workflow.incident.IncidentSearch", "reads incident.yaml, which people write for us"),
          Map.entry("workflow.incident.Libraries", "reads formats and sources that users declare"),
          Map.entry("publish.git.UserClone", "reads Git's configuration, no evidence"),
          Map.entry("publish.git.GitBranches", "reads CODEOWNERS, which people write"),
          Map.entry("publish.git.Trees", "keeps names of files byte by byte, and shows none"),
          Map.entry("publish.git.CommitSigner", "tells by its head whether a signature was made"),
          Map.entry("document.render.TextTemplate", "reads templates, no evidence"));

  private static final Set<String> DECODERS =
      Set.of(
          "java.lang.String.<init>",
          "java.io.ByteArrayOutputStream.toString",
          "java.nio.charset.Charset.decode",
          "java.nio.charset.Charset.newDecoder",
          "java.nio.charset.CharsetDecoder.decode",
          "java.io.InputStreamReader.<init>",
          "java.util.Scanner.<init>",
          "java.nio.file.Files.readString",
          "java.nio.file.Files.readAllLines",
          "java.nio.file.Files.lines",
          "java.nio.file.Files.newBufferedReader");

  private static final Set<String> JSON_TEXT =
      Set.of(
          "getText", "getValueAsString", "nextTextValue", "asText", "textValue", "toPrettyString");

  private Wall() {}

  static List<HouseRule> rules() {
    return List.of(
        new HouseRule(
            "wall_decode",
            noClasses()
                .that(not(resideInAnyPackage(OPEN)))
                .and(not(standBeforeTheWall()))
                .should()
                .accessTargetWhere(describe("turn bytes into text", Wall::decodes))
                .because(
                    "text that did not come through the redactor may hold a secret, and somebody"
                        + " will print it")),
        new HouseRule(
            "wall_json",
            noClasses()
                .that()
                .resideInAPackage("..postmortem.source..")
                .and(not(standBeforeTheWall()))
                .should()
                .accessTargetWhere(describe("take text out of JSON", Wall::takesJsonText))
                .because("a string in an export is evidence too: SourceRecord redacts it")));
  }

  private static DescribedPredicate<JavaClass> standBeforeTheWall() {
    return DescribedPredicate.describe(
        "stand before the wall " + BEFORE_THE_WALL.keySet().stream().sorted().toList(),
        type ->
            BEFORE_THE_WALL.keySet().stream()
                .anyMatch(name -> outermost(type).getName().equals("postmortem." + name)));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Wall::outermost).orElse(type);
  }

  private static DescribedPredicate<JavaAccess<?>> describe(
      String what, java.util.function.Predicate<JavaAccess<?>> test) {
    return DescribedPredicate.describe(what, test);
  }

  private static boolean decodes(JavaAccess<?> access) {
    String name = access.getTargetOwner().getName() + "." + access.getName();
    if (!DECODERS.contains(name)) {
      return false;
    }
    // A string of characters or of a string was text before.
    return !name.equals("java.lang.String.<init>")
        || (access.getTarget() instanceof CodeUnitAccessTarget unit
            && unit.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(byte[].class)));
  }

  private static boolean takesJsonText(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().startsWith("com.fasterxml.")
        && JSON_TEXT.contains(access.getName());
  }
}
