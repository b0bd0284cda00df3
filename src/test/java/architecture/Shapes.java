package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;

/** What a class may look like. */
final class Shapes {

  private Shapes() {}

  /** Rules about the program. */
  static List<HouseRule> rules() {
    return List.of(
        new HouseRule(
            "shape_domain",
            classes()
                .that()
                .resideInAnyPackage(
                    "..postmortem.event..",
                    "..postmortem.series..",
                    "..postmortem.incident..",
                    "..postmortem.timeline..",
                    "..postmortem.analysis..",
                    "..postmortem.action..")
                .and(not(describe("are package-info or synthetic", Shapes::isNotWritten)))
                .should(be(describe("records, enums, sealed or final", Shapes::isClosed)))
                .because(
                    "a fact that cannot be subclassed or changed can be handed to any thread")),
        new HouseRule(
            "shape_field",
            fields()
                .that()
                .arePublic()
                .should()
                .beFinal()
                .because("what everybody may write nobody can reason about")),
        new HouseRule(
            "shape_utility",
            noClasses()
                .should()
                .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..helper..", "..helpers..")
                .because("a package is named after a stage of the flow, not after its leftovers")));
  }

  /** Rules about the tests. */
  static List<HouseRule> testRules() {
    return List.of(
        new HouseRule(
            "test_name",
            classes()
                .that(describe("have test methods", Shapes::hasTests))
                .should(be(describe("named …Test, or abstract", Shapes::isFoundByTheRunner)))
                .because("the runner looks for that name and silently leaves out any other")),
        new HouseRule(
            "test_disabled",
            noClasses()
                .should(be(describe("disabled", Shapes::isDisabled)))
                .because("a test that does not run proves nothing and looks as if it did")));
  }

  private static DescribedPredicate<JavaClass> describe(
      String what, java.util.function.Predicate<JavaClass> test) {
    return DescribedPredicate.describe(what, test);
  }

  private static boolean isNotWritten(JavaClass type) {
    return type.getSimpleName().equals("package-info")
        || type.isAnonymousClass()
        || type.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isClosed(JavaClass type) {
    return type.isRecord()
        || type.isEnum()
        || type.isAnnotation()
        || type.getModifiers().contains(JavaModifier.FINAL)
        || type.reflect().isSealed();
  }

  private static boolean hasTests(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(m -> m.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable"));
  }

  private static boolean isFoundByTheRunner(JavaClass type) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost.getSimpleName().endsWith("Test")
        || type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static boolean isDisabled(JavaClass type) {
    String disabled = "org.junit.jupiter.api.Disabled";
    return type.isAnnotatedWith(disabled)
        || type.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(disabled));
  }
}
