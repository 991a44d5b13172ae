package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.List;

/**
 * Supabase's command line 2 ({@code pkg/migration/file.go}, {@code list.go}): {@code
 * supabase/migrations/NUMBER_name.sql} in the order of their characters. All statements of a file
 * are sent in one pipeline, which the server runs as one transaction; other files are passed over.
 */
public final class Supabase extends Layout {

  private static final String FOLDER = "supabase/migrations/";

  /** For the service loader. */
  public Supabase() {
    super("supabase", "SQL files of Supabase: supabase/migrations/20240101000000_name.sql");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String folder = project.standing() + FileNames.folder(source.path());
    return folder.equals(FOLDER) || folder.endsWith("/" + FOLDER) ? Match.LIKELY : Match.NO;
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    String name = FileNames.of(source.path());
    int digits = FileNames.digits(name);
    return digits == 0 || !name.startsWith("_", digits) || !name.endsWith(".sql");
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.byCharacters(source.path());
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Supabase");
    sending.statements(SentText.of(source, 0, source.text().length()));
    return List.of(migration(source, sending.asOneString(), sending));
  }
}
