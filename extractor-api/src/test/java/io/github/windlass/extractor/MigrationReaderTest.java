package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationReaderTest {

  @TempDir Path folder;

  private MigrationReader reader;

  /** Takes {@code .m} files. */
  private abstract static class Small implements MigrationExtractor {

    private final String format;

    Small(String format) {
      this.format = format;
    }

    @Override
    public String format() {
      return format;
    }

    @Override
    public String description() {
      return format;
    }

    @Override
    public boolean mayBeIn(String path) {
      return path.endsWith(".m");
    }

    @Override
    public Match match(SourceFile source, Project project) {
      return mayBeIn(source.path()) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project) {
      throw new AssertionError("the schema is given");
    }

    /** The one migration of a source. */
    List<Migration> of(SourceFile source, Step... steps) {
      return List.of(
          new Migration(
              source.path(),
              format,
              source.path(),
              Dialect.POSTGRES,
              TransactionMode.NONE,
              List.of(steps)));
    }
  }

  /** A file that says {@code none} holds nothing. */
  private static final class Letters extends Small {

    Letters() {
      super("letters");
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project) {
      return source.text().equals("none") ? List.of() : of(source);
    }
  }

  /** In the order of what the files say, and sending what they say. */
  private static final class Keyed extends Small {

    private final List<String> asked = new ArrayList<>();

    Keyed() {
      super("keyed");
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project, SchemaView before) {
      asked.add(source.path() + " after " + before.currentSchema());
      return of(source, Step.Sql.verbatim(source, new Span(0, source.text().length())));
    }

    @Override
    public @Nullable String orderKey(SourceFile source, Project project) {
      return source.text().isEmpty() ? null : source.text();
    }
  }

  /** A view that shows the texts that ran. */
  private record Ran(List<String> texts) implements SchemaView {

    @Override
    public SchemaView after(String sql) {
      List<String> more = new ArrayList<>(texts);
      more.add(sql);
      return new Ran(more);
    }

    @Override
    public SchemaView after(Step step) {
      return step instanceof Step.Sql sql ? after(sql.text()) : this;
    }

    @Override
    public String currentSchema() {
      return toString();
    }

    @Override
    public Fact<String> schema(String name) {
      return SchemaView.unknown().schema(name);
    }

    @Override
    public Fact<RelationFacts> relation(@Nullable String schema, String name) {
      return SchemaView.unknown().relation(schema, name);
    }

    @Override
    public Fact<TypeFacts> type(@Nullable String schema, String name) {
      return SchemaView.unknown().type(schema, name);
    }

    @Override
    public Listing<QualifiedName> relations(String schema) {
      return SchemaView.unknown().relations(schema);
    }

    @Override
    public String toString() {
      return String.join(",", texts);
    }
  }

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of("m/10.m", "m/2.m", "m/sub/1.m", "m/a.txt", "m/.git/1.m", "m/node_modules/1.m")) {
      write(name, "");
    }
    reader =
        new MigrationReader(
            new Extractors(List.of(new Letters())), null, folder, ProjectFolder.SIZE_LIMIT);
  }

  @Test
  void folders() {
    assertRead(List.of("m"), "m/2.m", "m/10.m", "m/sub/1.m");
    assertRead(List.of("./m/"), "m/2.m", "m/10.m", "m/sub/1.m");
    assertRead(List.of("m/sub", "m"), "m/sub/1.m", "m/2.m", "m/10.m");
  }

  @Test
  void filesThatAreNamed() throws IOException {
    assertRead(List.of("m/10.m", "m/2.m", "m/10.m"), "m/10.m", "m/2.m");
    assertRead(List.of(folder.resolve("m/2.m").toString()), folder.resolve("m/2.m").toString());
    assertProblems(List.of("m/a.txt"), "m/a.txt: no format fits; name one with --format");
    write("none.m", "none");
    assertProblems(List.of("none.m"), "none.m: holds no migration");
  }

  @Test
  void patterns() {
    assertRead(List.of("m/*.m"), "m/2.m", "m/10.m");
    assertRead(List.of("**/*.m"), "m/2.m", "m/10.m", "m/sub/1.m");
    assertRead(List.of("m/**/1*.m"), "m/10.m", "m/sub/1.m");
    assertRead(List.of("m/{2,10}.m"), "m/2.m", "m/10.m");
    assertProblems(List.of("m/*.txt"), "m/*.txt: no migration matches");
    assertProblems(List.of("none/*"), "none/*: no migration matches");
  }

  @Test
  void whatIsNotThere() {
    assertProblems(
        List.of("gone", "m/gone.m"),
        "gone: no such file or folder",
        "m/gone.m: no such file or folder");
    assertProblems(List.of("m/node_modules/none"), "m/node_modules/none: no such file or folder");
    assertProblems(List.of("m/[z"), "m/[z: no such file, and no pattern");
  }

  @Test
  void aFolderBehindALinkThatTheUserNames(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("1.m"), "");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    assertRead(List.of("link"), "link/1.m");
    // Found on the way, it is none of the project's business.
    Files.createSymbolicLink(folder.resolve("m/link"), elsewhere);
    assertProblems(List.of("m"), "m/link: outside the project, behind a link");
  }

  @Test
  void aLinkOutOfTheProjectIsNotWalked() throws IOException {
    Files.createSymbolicLink(folder.resolve("m/everything"), folder.getRoot());
    Extraction read =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> reader.read(List.of("m")));
    assertThat(read.problems())
        .extracting(Problem::toString)
        .containsExactly("m/everything: outside the project, behind a link");
  }

  @Test
  void aLinkThatLeadsNowhereHarmsNoOther() throws IOException {
    Files.createSymbolicLink(folder.resolve("m/0.m"), Path.of("gone"));
    Extraction read = reader.read(List.of("m"));
    assertThat(read.problems())
        .extracting(Problem::toString)
        .containsExactly("m/0.m: no such file or folder");
    assertThat(read.migrations()).isNotEmpty();
  }

  @Test
  void whatCannotBeReadInAFolderIsAGapBesideTheRest() throws Exception {
    Files.createSymbolicLink(folder.resolve("m/0.m"), Path.of("gone"));
    List<Migration> migrations = reader.read("m");
    assertThat(migrations).hasSizeGreaterThan(1);
    Migration last = migrations.get(migrations.size() - 1);
    assertThat(last.path()).isEqualTo("m/0.m");
    assertThat(((Step.Gap) last.steps().get(0)).reason()).isEqualTo("no such file or folder");
  }

  @Test
  void linksInACircleEnd() throws IOException {
    Files.createSymbolicLink(folder.resolve("m/sub/up"), folder.resolve("m"));
    assertThat(reader.read(List.of("m")).problems()).isEmpty();
  }

  @Test
  void theProjectOfAFolderElsewhere() throws IOException {
    write("app/package.json", "{}");
    write("app/db/1.m", "");
    assertThat(
            new MigrationReader(
                    new Extractors(List.of(new Letters())),
                    null,
                    folder.resolve("m"),
                    ProjectFolder.SIZE_LIMIT)
                .read(List.of("../app/db")))
        .satisfies(read ->
            assertThat(read.migrations())
                .extracting(Migration::path)
                .containsExactly("../app/db/1.m"));
  }

  @Test
  void aTextThatIsGiven() throws UnreadableSourceException {
    assertThat(reader.read(new SourceFile("x.m", ""))).hasSize(1);
    assertThatThrownBy(() -> reader.read(new SourceFile("x.txt", "")))
        .hasMessage("no format fits; name one with --format");
    assertThatThrownBy(() -> reader.read("gone.m")).hasMessage("no such file or folder");
  }

  @Test
  void aFolderIsReadAsOneFileIs() throws IOException, UnreadableSourceException {
    write("own/b.m", "");
    write("own/a.m", "");
    assertThat(reader.read("own"))
        .extracting(Migration::path)
        .containsExactly("own/a.m", "own/b.m");
    Files.createDirectory(folder.resolve("none"));
    assertThatThrownBy(() -> reader.read("none")).hasMessage("no migrations in this folder");
  }

  @Test
  void eachOfManyFilesSeesWhatRanBeforeIt() throws IOException {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    List<Migration> told = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      write("many/" + i + ".m", "");
    }
    Extraction read =
        new MigrationReader(
                new Extractors(List.of(new Asking(asked))), null, folder, ProjectFolder.SIZE_LIMIT)
            .read(List.of("many", "m"), new Ran(List.of()), told::add);
    assertThat(read.problems()).isEmpty();
    assertThat(told).containsExactlyElementsOf(read.migrations());
    assertThat(read.migrations())
        .extracting(Migration::path)
        .startsWith("many/0.m", "many/1.m")
        .endsWith("many/39.m", "m/2.m", "m/10.m", "m/sub/1.m");
    List<String> expected = new ArrayList<>();
    String before = "";
    for (Migration migration : read.migrations()) {
      expected.add(before + "own," + migration.path());
      before += migration.path() + ",";
    }
    assertThat(asked).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whoIsToldAndThrowsEndsTheReading() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("many/" + i + ".m", "");
    }
    List<Migration> told = new ArrayList<>();
    assertThatThrownBy(() ->
            reader.read(
                List.of("many"),
                SchemaView.unknown(),
                migration -> {
                  told.add(migration);
                  throw new IllegalStateException("enough");
                }))
        .hasMessage("enough");
    assertThat(told).hasSize(1);
  }

  @Test
  void foldersBesideEachOther() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("many/" + i + "/a/0.m", "");
      write("many/" + i + "/1.m", "");
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      expected.add("many/" + i + "/1.m");
      expected.add("many/" + i + "/a/0.m");
    }
    assertRead(List.of("many"), expected.toArray(new String[0]));
    assertRead(List.of("many/3/1.m", "many/3"), "many/3/1.m", "many/3/a/0.m");
  }

  /** Sends its path, and asks for the schema halfway. */
  private static final class Asking extends Small {

    private final List<String> asked;

    Asking(List<String> asked) {
      super("asking");
      this.asked = asked;
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project, SchemaView before) {
      SourceMap map = SourceMap.produced(source.path().length(), source, new Span(0, 0));
      Step step = new Step.Sql(source.path(), map, null, false, List.of());
      asked.add(before.after("own").after(step).currentSchema());
      return of(source, step);
    }
  }

  /** Understands nothing of any file. */
  private static final class Blind extends Small {

    Blind() {
      super("blind");
    }

    @Override
    public boolean mayBeIn(String path) {
      return true;
    }

    @Override
    public Match match(SourceFile source, Project project) {
      return Match.NO;
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project) {
      return of(
          source, new Step.Gap(Step.GapCode.SYNTAX, "nothing is understood", source.origin()));
    }
  }

  @Test
  void aWrongFormatSaysWhatTheFileLooksLike() throws IOException, UnreadableSourceException {
    Blind blind = new Blind();
    MigrationReader asked =
        new MigrationReader(
            new Extractors(List.of(new Letters(), blind)), blind, folder, ProjectFolder.SIZE_LIMIT);
    write("wrong/a.m", "");
    String message = "no migration of format blind: it looks like one of format letters";
    assertThatThrownBy(() -> asked.read("wrong/a.m")).hasMessage(message);
    assertThatThrownBy(() -> asked.read(new SourceFile("x.m", ""))).hasMessage(message);
    for (String input : List.of("wrong", "wrong/a.m")) {
      assertThat(asked.read(List.of(input)).problems())
          .extracting(Problem::toString)
          .containsExactly("wrong/a.m: " + message);
    }
    assertThat(asked.read(new SourceFile("x.unknown", ""))).hasSize(1);
  }

  @Test
  void aFolderWithoutMigrationsOfAFormatSaysWhatItsFilesLookLike() throws IOException {
    Numbers numbers = new Numbers();
    MigrationReader asked =
        new MigrationReader(
            new Extractors(List.of(new Letters(), numbers)),
            numbers,
            folder,
            ProjectFolder.SIZE_LIMIT);
    write("wrong/a.m", "");
    assertThat(asked.read(List.of("wrong")).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "wrong: no migrations in this folder of format numbers: wrong/a.m looks like one of"
                + " format letters");
  }

  @Test
  void whatAFrameworkLeavesOutIsReadWhenItIsNamed() throws IOException {
    write("m/1.n", "");
    Numbers numbers = new Numbers();
    MigrationReader every =
        new MigrationReader(
            new Extractors(List.of(numbers)), null, folder, ProjectFolder.SIZE_LIMIT);
    assertThat(every.read(List.of("m")).migrations()).isEmpty();
    assertThat(every.read(List.of("m/1.n")).migrations()).hasSize(1);
  }

  /** Takes {@code .n} files, and runs none of them. */
  private static final class Numbers extends Small {

    Numbers() {
      super("numbers");
    }

    @Override
    public boolean mayBeIn(String path) {
      return path.endsWith(".n");
    }

    @Override
    public Match match(SourceFile source, Project project) {
      return mayBeIn(source.path()) ? Match.LIKELY : Match.NO;
    }

    @Override
    public List<Migration> extract(SourceFile source, Project project) {
      return of(source);
    }

    @Override
    public boolean leavesOut(SourceFile source, Project project) {
      return true;
    }
  }

  @Test
  void aFrameworksOwnOrderAndTheSchemaBeforeEachFile() throws IOException {
    write("m/10.m", "a2");
    write("m/2.m", "a10");
    write("m/sub/1.m", "a1");
    Keyed keyed = new Keyed();
    Extraction read =
        new MigrationReader(new Extractors(List.of(keyed)), null, folder, ProjectFolder.SIZE_LIMIT)
            .read(List.of("m"), new Ran(List.of("old")));
    assertThat(read.migrations())
        .extracting(Migration::path)
        .containsExactly("m/sub/1.m", "m/10.m", "m/2.m");
    assertThat(keyed.asked)
        .containsExactly("m/sub/1.m after old", "m/10.m after old,a1", "m/2.m after old,a1,a2");
  }

  @Test
  void filesWithoutAKeyKeepTheirPlaces() throws IOException {
    write("m/2.m", "b");
    write("m/10.m", "");
    write("m/sub/1.m", "a");
    assertThat(
            new MigrationReader(
                    new Extractors(List.of(new Keyed())), null, folder, ProjectFolder.SIZE_LIMIT)
                .read(List.of("m"))
                .migrations())
        .extracting(Migration::path)
        .containsExactly("m/sub/1.m", "m/10.m", "m/2.m");
  }

  private void assertRead(List<String> inputs, String... paths) {
    Extraction read = reader.read(inputs);
    assertThat(read.problems()).isEmpty();
    assertThat(read.migrations()).extracting(Migration::path).containsExactly(paths);
  }

  private void assertProblems(List<String> inputs, String... lines) {
    assertThat(reader.read(inputs).problems()).extracting(Problem::toString).containsExactly(lines);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
