package io.github.windlass.extractor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a contract: providers as of {@link ServiceLoader}.
 *
 * <p>To look for them opens each jar of the class path. The command line, of which every run would
 * wait for that, has a list of its own that its build made. It holds where nothing else is on the
 * class path or the module path; with a plug-in there, providers are looked for.
 */
public final class Installed {

  /** The folder of the lists, each called as the contract: a class's name a line. */
  private static final String LISTS = "META-INF/windlass/";

  private Installed() {}

  /**
   * All providers of a contract.
   *
   * @throws java.util.ServiceConfigurationError if one that was looked for cannot be made
   * @throws IllegalStateException if one that is listed cannot be made
   */
  public static <T> List<T> of(Class<T> contract) {
    List<T> found = new ArrayList<>();
    String list = list(contract);
    if (list == null) {
      ServiceLoader.load(contract).forEach(found::add);
      return found;
    }
    for (String name : list.split("\n", -1)) {
      if (!name.isEmpty()) {
        found.add(made(contract, name));
      }
    }
    return found;
  }

  private static @Nullable String list(Class<?> contract) {
    String classPath = System.getProperty("java.class.path", "");
    boolean alone = !classPath.isEmpty() && !classPath.contains(File.pathSeparator);
    if (!alone || System.getProperty("jdk.module.path") != null) {
      return null;
    }
    try (InputStream in =
        contract.getClassLoader().getResourceAsStream(LISTS + contract.getName())) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }

  private static <T> T made(Class<T> contract, String name) {
    try {
      return Class.forName(name, true, contract.getClassLoader())
          .asSubclass(contract)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " is listed, and cannot be made", e);
    }
  }
}
