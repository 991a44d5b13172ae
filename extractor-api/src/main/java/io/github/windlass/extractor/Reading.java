package io.github.windlass.extractor;

import io.github.windlass.extractor.FileSearch.Candidate;
import io.github.windlass.extractor.FileSearch.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of files as an ordered history. Files are read and extracted side by side; one whose
 * framework asks for the schema waits for those before it.
 */
final class Reading {

  private final MigrationReader reader;
  private final SchemaView before;

  Reading(MigrationReader reader, SchemaView before) {
    this.reader = reader;
    this.before = before;
  }

  /** What became of a candidate. */
  private sealed interface Opened {

    /**
     * A migration's file, and who reads it.
     *
     * @param key what the extractor orders it by; null: its path
     */
    record Found(
        SourceFile source, MigrationExtractor extractor, Project project, @Nullable String key)
        implements Opened {}

    /** No migration. */
    record Other() implements Opened {}

    record Unreadable(Problem problem) implements Opened {}
  }

  /** What a file holds, or why it cannot be read. */
  private record Outcome(List<Migration> migrations, @Nullable Problem problem) {}

  /** A candidate, and whether the user named it. */
  private record Place(Candidate file, boolean named) {}

  /**
   * Reads inputs.
   *
   * @param told who is told of each migration, in their order, while others are still being read
   */
  Extraction of(List<Input> inputs, Consumer<Migration> told) {
    List<Place> places = new ArrayList<>();
    for (Input input : inputs) {
      for (Candidate file : input.files()) {
        places.add(new Place(file, input instanceof Input.Named));
      }
    }
    Iterator<Opened> opened = new OrderedWork<>(places, new Opening()).all().iterator();
    List<List<Opened>> byInput = new ArrayList<>();
    List<Opened.Found> found = new ArrayList<>();
    for (Input input : inputs) {
      List<Opened> own = new ArrayList<>(input.files().size());
      for (int i = 0; i < input.files().size(); i++) {
        own.add(opened.next());
      }
      List<Opened> ordered = inOrder(own);
      byInput.add(ordered);
      for (Opened each : ordered) {
        if (each instanceof Opened.Found file) {
          found.add(file);
        }
      }
    }
    History history = new History(found);
    try {
      history.begin();
      return joined(inputs, byInput, history, told);
    } finally {
      history.end();
    }
  }

  // --- opening -------------------------------------------------------------------------------

  private final class Opening implements OrderedWork.Task<Place, Opened> {

    @Override
    public Opened of(Place place, int index) {
      Candidate file = place.file();
      try {
        return place.named() ? named(file) : searched(file);
      } catch (UnreadableSourceException e) {
        return new Opened.Unreadable(problem(file.path(), e));
      }
    }
  }

  private Opened named(Candidate file) throws UnreadableSourceException {
    SourceFile source =
        new SourceFile(
            file.path(),
            TextFile.read(reader.directory().resolve(file.path()), reader.sizeLimit()));
    MigrationExtractor extractor = reader.extractor(source, file.project());
    return new Opened.Found(source, extractor, file.project(), null);
  }

  private Opened searched(Candidate file) throws UnreadableSourceException {
    Project project = file.project();
    SourceFile source = file.project().readFound(file.path());
    MigrationExtractor extractor = reader.detect(source, project).orElse(null);
    // Another one may have wanted to see it.
    return extractor != null
            && extractor.mayBeIn(file.path())
            && !extractor.leavesOut(source, project)
        ? new Opened.Found(source, extractor, project, extractor.orderKey(source, project))
        : new Opened.Other();
  }

  private static Problem problem(String path, UnreadableSourceException e) {
    return new Problem(path, e.getMessage() == null ? "cannot be read" : e.getMessage());
  }

  // --- extracting ----------------------------------------------------------------------------

  /** The files in the order in which they run. */
  private final class History implements OrderedWork.Task<Opened.Found, Outcome> {
    private final OrderedWork<Opened.Found, Outcome> work;

    /** How many outcomes were taken. */
    private int taken;

    /** The schemas after the first files. */
    private final List<SchemaView> schemas = new ArrayList<>();

    History(List<Opened.Found> files) {
      this.work = new OrderedWork<>(files, this);
    }

    void begin() {
      work.begin();
    }

    void end() {
      work.end();
    }

    /** What the next file held. */
    Outcome next() {
      return work.take(taken++);
    }

    @Override
    public Outcome of(Opened.Found file, int index) {
      SchemaView schema = index == 0 ? before : new SchemaOfEarlier(new After(this, index));
      try {
        return new Outcome(
            reader.extracted(file.source(), file.extractor(), file.project(), schema), null);
      } catch (UnreadableSourceException e) {
        return new Outcome(List.of(), problem(file.source().path(), e));
      }
    }

    /** The schema after so many files. */
    private SchemaView after(int count) {
      // Waited for before the lock is taken: those that are waited for may want it.
      List<Outcome> outcomes = new ArrayList<>();
      int known = known();
      for (int i = known; i < count; i++) {
        outcomes.add(work.result(i));
      }
      synchronized (schemas) {
        for (int i = schemas.size(); i < count; i++) {
          SchemaView schema = i == 0 ? before : schemas.get(i - 1);
          for (Migration migration : outcomes.get(i - known).migrations()) {
            schema = schema.after(migration);
          }
          schemas.add(schema);
        }
        return schemas.get(count - 1);
      }
    }

    private int known() {
      synchronized (schemas) {
        return schemas.size();
      }
    }
  }

  /** The schema after so many files of a history. */
  private record After(History history, int count) implements Supplier<SchemaView> {

    @Override
    public SchemaView get() {
      return history.after(count);
    }
  }

  // --- order ---------------------------------------------------------------------------------

  /**
   * The order in which files run that are given by path: those with keys of one extractor change
   * places among each other, the others stay.
   */
  private static List<Opened> inOrder(List<Opened> byPath) {
    Map<MigrationExtractor, List<Opened.Found>> keyed = new HashMap<>();
    for (Opened each : byPath) {
      if (each instanceof Opened.Found file && file.key() != null) {
        List<Opened.Found> files = keyed.get(file.extractor());
        if (files == null) {
          files = new ArrayList<>();
          keyed.put(file.extractor(), files);
        }
        files.add(file);
      }
    }
    if (keyed.isEmpty()) {
      return byPath;
    }
    Map<MigrationExtractor, Iterator<Opened.Found>> next = new HashMap<>();
    for (Map.Entry<MigrationExtractor, List<Opened.Found>> entry : keyed.entrySet()) {
      entry.getValue().sort(ByKey.INSTANCE);
      next.put(entry.getKey(), entry.getValue().iterator());
    }
    List<Opened> ordered = new ArrayList<>(byPath.size());
    for (Opened each : byPath) {
      Iterator<Opened.Found> others =
          each instanceof Opened.Found file && file.key() != null
              ? next.get(file.extractor())
              : null;
      ordered.add(others == null ? each : others.next());
    }
    return ordered;
  }

  /** Files by their keys; those of equal keys stay as they were. */
  private enum ByKey implements Comparator<Opened.Found> {
    INSTANCE;

    @Override
    public int compare(Opened.Found one, Opened.Found other) {
      return NaturalOrder.INSTANCE.compare(key(one), key(other));
    }

    private static String key(Opened.Found file) {
      return file.key() == null ? "" : file.key();
    }
  }

  // --- what comes of it ----------------------------------------------------------------------

  private Extraction joined(
      List<Input> inputs, List<List<Opened>> byInput, History history, Consumer<Migration> told) {
    List<Migration> migrations = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      int before = migrations.size() + problems.size();
      problems.addAll(input.problems());
      List<Problem> late = new ArrayList<>();
      for (Opened each : byInput.get(i)) {
        if (each instanceof Opened.Unreadable unreadable) {
          problems.add(unreadable.problem());
        } else if (each instanceof Opened.Found file) {
          Outcome outcome = history.next();
          migrations.addAll(outcome.migrations());
          outcome.migrations().forEach(told);
          if (outcome.problem() != null) {
            late.add(outcome.problem());
          } else if (outcome.migrations().isEmpty() && input instanceof Input.Named) {
            late.add(new Problem(file.source().path(), "holds no migration"));
          }
        }
      }
      problems.addAll(late);
      if (migrations.size() + problems.size() == before
          && input instanceof Input.Searched searched) {
        problems.add(new Problem(searched.name(), nothing(searched)));
      }
    }
    return new Extraction(migrations, problems);
  }

  private String nothing(Input.Searched searched) {
    return searched.pattern()
        ? "no migration matches"
        : "no migrations in this folder" + otherFormat(searched);
  }

  /** What the first file of a folder looks like that has none in the format asked for. */
  private String otherFormat(Input.Searched searched) {
    MigrationExtractor only = reader.only();
    if (only == null) {
      return "";
    }
    Project project = searched.project();
    MigrationReader any =
        new MigrationReader(reader.extractors(), null, reader.directory(), reader.sizeLimit());
    for (Candidate file : new FileSearch(any).below(searched.folder())) {
      try {
        MigrationExtractor other =
            reader.extractors().detect(project.read(file.path()), project).orElse(null);
        if (other != null) {
          return " of format "
              + only.format()
              + ": "
              + file.path()
              + " looks like one of format "
              + other.format();
        }
      } catch (UnreadableSourceException e) {
        // says nothing of its format
      }
    }
    return "";
  }
}
