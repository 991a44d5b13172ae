package io.github.windlass.cli;

import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.tracer.TraceProgress;
import io.github.windlass.tracer.server.ContainerServer;
import io.github.windlass.tracer.server.EmbeddedServer;
import io.github.windlass.tracer.server.GivenServer;
import io.github.windlass.tracer.server.Server;
import io.github.windlass.tracer.server.ServerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that the user asks for: our own, the one of a URL, or one in a container. */
final class TraceServers {

  private final Settings settings;
  private final Terminal terminal;

  /**
   * What the options say.
   *
   * @throws UsageException if they do not go together
   */
  TraceServers(Settings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
    Arguments given = settings.arguments();
    if (given.has("--db-url") && given.has("--docker-image")) {
      throw new UsageException("--db-url and --docker-image are two answers to one question");
    }
    for (String option : List.of("--db-url", "--docker-image")) {
      if (given.has(option) && given.has("--postgres")) {
        throw new UsageException(
            option + " names a server, whose version --postgres cannot choose");
      }
    }
    if (given.has("--allow-non-empty") && !given.has("--db-url")) {
      throw new UsageException("--allow-non-empty is for --db-url");
    }
  }

  /** One of them. */
  interface Choice {
    /** Tells whoever waits. */
    void announce(TraceProgress progress);

    Server start() throws ServerException;
  }

  /** In the order in which they are asked for. */
  List<Choice> choices(@Nullable Snapshot snapshot) {
    String url = settings.databaseUrl();
    String image = settings.arguments().value("--docker-image");
    if (url != null) {
      boolean allowed = settings.arguments().has("--allow-non-empty");
      return List.of(new Given(DatabaseUrl.of(url, terminal.environment()), allowed));
    }
    if (image != null) {
      return List.of(new InContainer(image));
    }
    List<Choice> choices = new ArrayList<>();
    for (int version : settings.versions(snapshot)) {
      choices.add(new Embedded(version));
    }
    return choices;
  }

  private record Given(DatabaseUrl url, boolean allowNonEmpty) implements Choice {
    @Override
    public void announce(TraceProgress progress) {
      progress.preparing("asking " + url.name());
    }

    @Override
    public Server start() throws ServerException {
      return GivenServer.at(url.jdbc(), url.properties(), url.name(), allowNonEmpty);
    }
  }

  private record InContainer(String image) implements Choice {
    @Override
    public void announce(TraceProgress progress) {
      progress.preparing("starting " + image);
    }

    @Override
    public Server start() throws ServerException {
      return ContainerServer.start(image);
    }
  }

  private record Embedded(int version) implements Choice {
    @Override
    public void announce(TraceProgress progress) {
      progress.startingServer(version);
    }

    @Override
    public Server start() throws ServerException {
      return EmbeddedServer.start(version);
    }
  }
}
