package io.github.windlass.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/**
 * The lines between the rooms.
 *
 * <p>The command line is the one module that has all others on its class path, so they are drawn
 * here.
 */
class RoomsTest {
  private static final String ALL = "io.github.windlass..";
  private static final String ANALYZER = "io.github.windlass.analyzer..";
  private static final String CLI = "io.github.windlass.cli..";
  private static final String COLD_START = "io.github.windlass.coldstart..";
  private static final DescribedPredicate<JavaClass> CONTRACT =
      resideInAnyPackage("io.github.windlass.extractor", "io.github.windlass.extractor.schema");
  private static final DescribedPredicate<JavaClass> EXTRACTORS =
      resideInAPackage("io.github.windlass.extractor.*..").and(not(CONTRACT));
  private static final String[] OWN = {"io.github.windlass..", "java..", "org.jspecify.."};
  private static final String RUBY = "io.github.windlass.script.ruby..";
  private static final String SCRIPT = "io.github.windlass.script..";
  private static final String SQL_POSTGRES = "io.github.windlass.sql.postgres..";

  private static final String TRACER = "io.github.windlass.tracer..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.windlass");

  @Test
  void everyRoomIsOnTheClassPath() {
    assertThat(CLASSES)
        .extracting(type -> type.getPackageName())
        .contains(
            "io.github.windlass.analyzer",
            "io.github.windlass.cli",
            "io.github.windlass.extractor",
            "io.github.windlass.extractor.drizzle",
            "io.github.windlass.extractor.knex",
            "io.github.windlass.extractor.prisma",
            "io.github.windlass.extractor.rails",
            "io.github.windlass.extractor.sequelize",
            "io.github.windlass.extractor.sql",
            "io.github.windlass.extractor.typeorm",
            "io.github.windlass.script",
            "io.github.windlass.script.ecmascript.tree",
            "io.github.windlass.script.ruby",
            "io.github.windlass.snapshot",
            "io.github.windlass.sql.postgres",
            "io.github.windlass.tracer.server");
  }

  @Test
  void theAnalyzerKnowsNoExtractor() {
    noClasses()
        .that()
        .resideInAPackage(ANALYZER)
        .should()
        .dependOnClassesThat(EXTRACTORS)
        .check(CLASSES);
  }

  @Test
  void anExtractorKnowsNoLocks() {
    noClasses()
        .that(EXTRACTORS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ANALYZER)
        .check(CLASSES);
  }

  @Test
  void nobodyImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(CLASSES);
  }

  @Test
  void theParserStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage(SQL_POSTGRES)
        .should()
        .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAPackage(SQL_POSTGRES))))
        .check(CLASSES);
  }

  @Test
  void theContractStandsAlone() {
    noClasses()
        .that(CONTRACT)
        .should()
        .dependOnClassesThat(resideInAPackage(ALL).and(not(CONTRACT)))
        .check(CLASSES);
  }

  @Test
  void theInterpreterKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAPackage(SCRIPT)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ALL).and(not(CONTRACT)).and(not(resideInAPackage(SCRIPT))))
        .check(CLASSES);
  }

  @Test
  void theTracerServesTheCommandLineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CLI, TRACER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TRACER)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(TRACER)
        .should()
        .dependOnClassesThat(
            EXTRACTORS.or(resideInAPackage(SCRIPT)).as("extractors and the interpreter"))
        .check(CLASSES);
  }

  /** The build alone runs it, and it knows nobody. */
  @Test
  void theColdStartIsOfTheBuild() {
    noClasses()
        .that()
        .resideOutsideOfPackage(COLD_START)
        .should()
        .dependOnClassesThat(resideInAPackage(COLD_START))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(COLD_START)
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(COLD_START, "java..", "org.jspecify..", "org.objectweb.asm..")))
        .check(CLASSES);
  }

  /**
   * But for what one room alone knows: Ruby's own parser; and what fetches and unpacks a server.
   */
  @Test
  void librariesAreForTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CLI, COLD_START, RUBY, TRACER)
        .should()
        .dependOnClassesThat(not(resideInAnyPackage(OWN)))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(RUBY)
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(OWN)).and(not(resideInAPackage("org.ruby_lang.prism.."))))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(TRACER)
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(OWN))
                .and(
                    not(
                        resideInAnyPackage(
                            "com.fasterxml.jackson..",
                            "coursierapi..",
                            "javax.net..",
                            "org.postgresql..",
                            "org.tukaani.xz.."))))
        .check(CLASSES);
  }

  @Test
  void roomsFormNoCycle() {
    slices().assignedFrom(new Rooms()).should().beFreeOfCycles().check(CLASSES);
  }

  /** Each extractor is a room, and the contract that they share is another. */
  private static final class Rooms implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] names = type.getPackageName().split("\\.", -1);
      if (CONTRACT.test(type)) {
        return SliceIdentifier.of("contract");
      }
      return names.length > 4 && EXTRACTORS.test(type)
          ? SliceIdentifier.of(names[3], names[4])
          : names.length > 3 ? SliceIdentifier.of(names[3]) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }
}
