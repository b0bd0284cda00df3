package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Where a library may be used: nowhere else does anybody have to know that we use it. */
final class Libraries {

  private Libraries() {}

  static List<HouseRule> rules() {
    return List.of(
        fence(
            "picocli",
            "the command line is one way to call a use case, and the slowest class to load",
            resideInAnyPackage("picocli..", "me.tongfei.."),
            "cli"),
        fence(
            "freemarker",
            "a template engine that is open in one place can be closed in one place",
            resideInAnyPackage("freemarker.."),
            "document.render"),
        fence(
            "flexmark",
            "its parser needs a size cap, a deadline and a bounded stack, and may be replaced",
            resideInAnyPackage("com.vladsch.."),
            "document.read"),
        fence(
            "jgit",
            "it reads the user's own configuration unless told otherwise, which is done once each",
            resideInAnyPackage("org.eclipse.jgit.."),
            "source",
            "document.merge",
            "publish.git"),
        fence(
            "github",
            "its types, and its silent waiting for a rate limit, must not reach the ports",
            resideInAnyPackage("..org.kohsuke.."),
            "tracker.github",
            "publish.github"),
        fence(
            "jackson",
            "JSON is read by sources and written by the store; in between there are only types",
            resideInAnyPackage("com.fasterxml.."),
            "declaration",
            "source",
            "store"),
        fence(
            "csv",
            "CSV is a form of an export and of the timeline, nothing that a stage thinks in",
            resideInAnyPackage("de.siegmar.."),
            "source",
            "document.render"),
        fence(
            "mail",
            "a mail is a form of an export, and what it says is an event",
            resideInAnyPackage("org.apache.james.."),
            "source"),
        fence(
            "compression",
            "decompressing has limits on ratio, members and bytes, which hold only in one place",
            resideInAnyPackage("org.apache.commons.compress..", "com.github.luben..")
                .or(decompressorsOfTheJdk()),
            "evidence"));
  }

  private static HouseRule fence(
      String name, String because, DescribedPredicate<JavaClass> library, String... homes) {
    String[] packages = new String[homes.length];
    for (int i = 0; i < homes.length; i++) {
      packages[i] = "..postmortem." + homes[i] + "..";
    }
    return new HouseRule(
        "library_" + name,
        noClasses()
            .that(not(resideInAnyPackage(packages)))
            .should()
            .dependOnClassesThat(library)
            .because(because));
  }

  private static DescribedPredicate<JavaClass> decompressorsOfTheJdk() {
    return DescribedPredicate.describe(
        "decompressors of the JDK",
        type ->
            type.getPackageName().equals("java.util.zip")
                && type.getSimpleName().matches("(GZIP|Zip|Inflater|Deflater).*"));
  }
}
