package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A server in a container, for what only an image has, such as PostGIS. By Testcontainers, whose
 * jars (25 MB, with native code) are fetched when this is first asked for, and known to no other
 * class: it is called by name.
 */
public final class ContainerServer implements Server {

  private static final List<String> JARS =
      List.of("org.testcontainers:testcontainers-postgresql:2.0.3", "org.slf4j:slf4j-nop:1.7.36");

  private static final String[] COMMAND = {
    "postgres",
    "-c",
    "fsync=off",
    "-c",
    "full_page_writes=off",
    "-c",
    "autovacuum=off",
    "-c",
    "wal_level=logical",
    "-c",
    "timezone=UTC"
  };

  private final Server server;
  private final Container container;

  private ContainerServer(Server server, Container container) {
    this.server = server;
    this.container = container;
  }

  /**
   * Starts a container of an image that is made from PostgreSQL's own.
   *
   * @param image such as {@code postgis/postgis:17-3.5}
   * @throws ServerException if containers cannot be run here, or its server is none of ours
   */
  public static ContainerServer start(String image) throws ServerException {
    Container container = new Container(image);
    try {
      Properties properties = new Properties();
      properties.setProperty("user", container.user());
      properties.setProperty("password", container.password());
      return new ContainerServer(
          GivenServer.at(container.url(), properties, image, true), container);
    } catch (ServerException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  @Override
  public int version() {
    return server.version();
  }

  @Override
  public String versionText() {
    return server.versionText();
  }

  @Override
  public String maintenanceDatabase() {
    return server.maintenanceDatabase();
  }

  @Override
  public String owner() {
    return server.owner();
  }

  @Override
  public Connection connect(String database) throws SQLException {
    return server.connect(database);
  }

  @Override
  public Connection connectToMigrate(String database) throws SQLException {
    return server.connectToMigrate(database);
  }

  @Override
  public void close() {
    server.close();
    container.close();
  }

  /** Testcontainers' {@code PostgreSQLContainer}. What a killed JVM leaves, its own reaper ends. */
  private static final class Container implements AutoCloseable {

    private final URLClassLoader loader;
    private final Object container;

    Container(String image) throws ServerException {
      loader = loader();
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        Class<?> names = loader.loadClass("org.testcontainers.utility.DockerImageName");
        Object name = names.getMethod("parse", String.class).invoke(null, image);
        name = names.getMethod("asCompatibleSubstituteFor", String.class).invoke(name, "postgres");
        container =
            loader
                .loadClass("org.testcontainers.postgresql.PostgreSQLContainer")
                .getConstructor(names)
                .newInstance(name);
        container
            .getClass()
            .getMethod("withPassword", String.class)
            .invoke(container, Template.randomPassword());
        container
            .getClass()
            .getMethod("setCommand", String[].class)
            .invoke(container, (Object) COMMAND);
        container.getClass().getMethod("start").invoke(container);
      } catch (InvocationTargetException e) {
        closeLoader();
        throw refused(image, e.getCause() == null ? e : e.getCause());
      } catch (ReflectiveOperationException | LinkageError e) {
        closeLoader();
        throw refused(image, e);
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    private static URLClassLoader loader() throws ServerException {
      try {
        List<URL> urls = new ArrayList<>();
        for (Path jar : Fetch.withDependencies(JARS)) {
          urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
      } catch (IOException e) {
        throw new ServerException(
            Reason.NOT_FETCHED,
            "Testcontainers, which runs images, is not on this machine and could not be fetched ("
                + String.join(", ", JARS)
                + "): is there a network, or a mirror that COURSIER_REPOSITORIES should name?",
            e);
      }
    }

    private static ServerException refused(String image, Throwable problem) {
      StringBuilder said = new StringBuilder();
      for (Throwable each = problem; each != null; each = each.getCause()) {
        said.append("\n  ").append(each.getMessage());
      }
      return new ServerException(
          Reason.NO_CONTAINERS,
          image + " could not be run in a container; is Docker there, and running?" + said,
          problem);
    }

    String url() throws ServerException {
      return text("getJdbcUrl");
    }

    String user() throws ServerException {
      return text("getUsername");
    }

    String password() throws ServerException {
      return text("getPassword");
    }

    private String text(String method) throws ServerException {
      try {
        return String.valueOf(container.getClass().getMethod(method).invoke(container));
      } catch (ReflectiveOperationException e) {
        throw refused(method, e);
      }
    }

    @Override
    public void close() {
      try {
        container.getClass().getMethod("stop").invoke(container);
      } catch (ReflectiveOperationException e) {
        // Testcontainers' own reaper ends it when this JVM has ended.
      }
      closeLoader();
    }

    private void closeLoader() {
      try {
        loader.close();
      } catch (IOException e) {
        // Files that stay open until the JVM ends.
      }
    }
  }
}
