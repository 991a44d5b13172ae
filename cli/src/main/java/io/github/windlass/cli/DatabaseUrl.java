package io.github.windlass.cli;

import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.tracer.server.UnixSocketFactory;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, as the user says it: a URI of libpq's (manual, "Connection URIs") with
 * libpq's environment variables for what it leaves out, or a JDBC URL. Texts of this class never
 * hold the password.
 *
 * @param jdbc the URL for the driver, without user and password
 * @param properties what the driver is told besides
 * @param name what messages call it
 */
record DatabaseUrl(String jdbc, Properties properties, String name) {

  private static final String JDBC = "jdbc:postgresql:";

  /** Parameters of libpq's, and what the driver calls them. */
  private static final Map<String, String> DRIVER =
      Map.ofEntries(
          Map.entry("user", "user"),
          Map.entry("password", "password"),
          Map.entry("passfile", "passfile"),
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("sslnegotiation", "sslNegotiation"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("application_name", "ApplicationName"),
          Map.entry("options", "options"),
          Map.entry("target_session_attrs", "targetServerType"));

  /** Parameters that ORMs and poolers put into the same URL; none changes what is there. */
  private static final List<String> PASSED_OVER =
      List.of(
          "schema",
          "pgbouncer",
          "connection_limit",
          "pool_timeout",
          "socket_timeout",
          "sslaccept",
          "statement_cache_size",
          "sslidentity",
          "pool",
          "prepared_statements",
          "reconnect",
          "encoding",
          "client_encoding",
          "fallback_application_name",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "uselibpqcompat",
          "supa",
          "workaround",
          "timeout",
          "statement_timeout",
          "adapter");

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("PGHOST", "host"),
          Map.entry("PGPORT", "port"),
          Map.entry("PGDATABASE", "dbname"),
          Map.entry("PGUSER", "user"),
          Map.entry("PGPASSWORD", "password"),
          Map.entry("PGSSLMODE", "sslmode"),
          Map.entry("PGSSLROOTCERT", "sslrootcert"),
          Map.entry("PGSSLCERT", "sslcert"),
          Map.entry("PGSSLKEY", "sslkey"),
          Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
          Map.entry("PGGSSENCMODE", "gssencmode"),
          Map.entry("PGCHANNELBINDING", "channel_binding"),
          Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
          Map.entry("PGOPTIONS", "options"),
          Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"));

  private static final List<String> SOCKET_FOLDERS = List.of("/var/run/postgresql", "/tmp");

  /**
   * Reads a URL.
   *
   * @throws UsageException if it is none
   */
  static DatabaseUrl of(String url, Map<String, String> environment) {
    if (url.startsWith(JDBC)) {
      return ofJdbc(url, environment);
    }
    String rest;
    if (url.startsWith("postgresql://")) {
      rest = url.substring("postgresql://".length());
    } else if (url.startsWith("postgres://")) {
      rest = url.substring("postgres://".length());
    } else {
      throw new UsageException(
          "--db-url takes postgresql://user@host:port/database, or jdbc:postgresql:…");
    }
    Map<String, String> given = given(rest);
    Map<String, String> all = new LinkedHashMap<>();
    ENVIRONMENT.forEach((variable, name) -> {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        all.put(name, value);
      }
    });
    all.putAll(given);
    return of(all);
  }

  private static DatabaseUrl ofJdbc(String url, Map<String, String> environment) {
    Properties properties = new Properties();
    set(properties, "user", environment.get("PGUSER"));
    set(properties, "password", environment.get("PGPASSWORD"));
    set(properties, "ApplicationName", "windlass");
    int question = url.indexOf('?');
    return new DatabaseUrl(
        url, properties, Credentials.masked(question < 0 ? url : url.substring(0, question)));
  }

  private static void set(Properties properties, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.setProperty(name, value);
    }
  }

  // --- libpq's URI ----------------------------------------------------------------------------

  /** What a URI says, by libpq's names for it. */
  private static Map<String, String> given(String rest) {
    Map<String, String> given = new LinkedHashMap<>();
    int question = rest.indexOf('?');
    String before = question < 0 ? rest : rest.substring(0, question);
    int at = before.lastIndexOf('@');
    String user = at < 0 ? "" : before.substring(0, at);
    String place = before.substring(at + 1);
    int colon = user.indexOf(':');
    put(given, "user", colon < 0 ? user : user.substring(0, colon));
    put(given, "password", colon < 0 ? "" : user.substring(colon + 1));
    int slash = place.indexOf('/');
    put(given, "dbname", slash < 0 ? "" : place.substring(slash + 1));
    StringBuilder hosts = new StringBuilder();
    StringBuilder ports = new StringBuilder();
    String separator = "";
    for (String each : (slash < 0 ? place : place.substring(0, slash)).split(",", -1)) {
      int port = each.lastIndexOf(':');
      // The colons of an address of version 6 are in brackets.
      port = port > each.lastIndexOf(']') ? port : -1;
      hosts.append(separator).append(decoded(port < 0 ? each : each.substring(0, port)));
      ports.append(separator).append(port < 0 ? "" : each.substring(port + 1));
      separator = ",";
    }
    if (!isBlankList(hosts)) {
      given.put("host", hosts.toString());
    }
    if (!isBlankList(ports)) {
      given.put("port", ports.toString());
    }
    if (question >= 0) {
      parameters(rest.substring(question + 1), given);
    }
    return given;
  }

  private static boolean isBlankList(CharSequence list) {
    for (int i = 0; i < list.length(); i++) {
      if (list.charAt(i) != ',') {
        return false;
      }
    }
    return true;
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (!value.isEmpty()) {
      given.put(name, decoded(value));
    }
  }

  private static void parameters(String text, Map<String, String> given) {
    for (String parameter : text.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
      if (name.equals("ssl")) {
        given.put("sslmode", value.equals("false") || value.equals("0") ? "disable" : "require");
      } else if (DRIVER.containsKey(name)
          || List.of("host", "hostaddr", "port", "dbname").contains(name)) {
        given.put(name, value);
      } else if (!PASSED_OVER.contains(name)) {
        throw new UsageException("--db-url: unknown parameter '" + name + "'");
      }
    }
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new UsageException("--db-url: % is not followed by two hexadecimal digits");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  // --- the driver's ---------------------------------------------------------------------------

  private static DatabaseUrl of(Map<String, String> all) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "windlass");
    all.forEach((name, value) -> {
      String driver = DRIVER.get(name);
      if (driver != null) {
        properties.setProperty(driver, driver.equals("targetServerType") ? target(value) : value);
      }
    });
    String user = properties.getProperty("user", System.getProperty("user.name", "postgres"));
    properties.setProperty("user", user);
    String database = all.getOrDefault("dbname", user);
    String[] ports = all.getOrDefault("port", "").split(",", -1);
    String host = all.getOrDefault("hostaddr", all.getOrDefault("host", ""));
    if (host.isEmpty()) {
      host = defaultHost(ports[0]);
    }
    String path = "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    if (host.startsWith("/")) {
      String folder = host.split(",", -1)[0];
      String socket = folder + "/.s.PGSQL." + (ports[0].isEmpty() ? "5432" : ports[0]);
      properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
      properties.setProperty("socketFactoryArg", socket);
      properties.setProperty("sslmode", "disable");
      properties.setProperty("gssEncMode", "disable");
      return new DatabaseUrl(
          JDBC + "//localhost" + path, properties, "database " + database + " at " + socket);
    }
    StringBuilder places = new StringBuilder();
    String[] hosts = host.split(",", -1);
    for (int i = 0; i < hosts.length; i++) {
      String port = ports.length == 1 ? ports[0] : i < ports.length ? ports[i] : "";
      String name = hosts[i].isEmpty() ? "localhost" : hosts[i];
      boolean bare = name.indexOf(':') >= 0 && !name.startsWith("[");
      places
          .append(i == 0 ? "" : ",")
          .append(bare ? "[" + name + "]" : name)
          .append(':')
          .append(port.isEmpty() ? "5432" : number(port));
    }
    return new DatabaseUrl(
        JDBC + "//" + places + path, properties, "database " + database + " at " + places);
  }

  private static String number(String port) {
    for (int i = 0; i < port.length(); i++) {
      if (!Character.isDigit(port.charAt(i))) {
        throw new UsageException("--db-url: the port is no number");
      }
    }
    return port;
  }

  /** libpq's words for what the driver calls otherwise. */
  private static String target(String attributes) {
    return switch (attributes) {
      case "read-write" -> "primary";
      case "read-only", "standby" -> "secondary";
      case "prefer-standby" -> "preferSecondary";
      default -> attributes;
    };
  }

  /** As libpq: the usual socket if there is one, else this machine. */
  private static String defaultHost(String port) {
    for (String folder : SOCKET_FOLDERS) {
      if (Files.exists(Path.of(folder, ".s.PGSQL." + (port.isEmpty() ? "5432" : port)))) {
        return folder;
      }
    }
    return "localhost";
  }

  /** The text without the password, whoever wrote it. */
  String masked(String text) {
    String masked = Credentials.masked(text);
    String password = properties.getProperty("password", "");
    if (password.isEmpty() || !masked.contains(password)) {
      return masked;
    }
    return password.length() < 4 ? "the server refused" : masked.replace(password, "***");
  }

  @Override
  public String toString() {
    return name;
  }
}
