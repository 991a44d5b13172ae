package io.github.windlass.tracer.server;

/** There is no server to trace on; the message says to a person what is wrong and what to do. */
public final class ServerException extends Exception {

  private static final long serialVersionUID = 1;

  /** Why there is none. */
  public enum Reason {
    /** No such major version, or none for this operating system and processor. */
    NO_BINARIES,
    /** The server's files are not on this machine and could not be fetched. */
    NOT_FETCHED,
    /** The files are not those that were published. */
    WRONG_CHECKSUM,
    /** The server's program would not run, or ended. */
    NOT_STARTED,
    /** Nobody answers at the address. */
    UNREACHABLE,
    /** The server does not accept the user, the password, or the way of proving it. */
    NOT_AUTHENTICATED,
    /** The user may not make a database there. */
    NOT_ALLOWED,
    /** The server is older or newer than those that Windlass knows. */
    UNSUPPORTED_VERSION,
    /** The database that the user named holds tables. */
    NOT_EMPTY,
    /** Containers cannot be run here. */
    NO_CONTAINERS
  }

  private final Reason reason;

  ServerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  ServerException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why there is no server. */
  public Reason reason() {
    return reason;
  }

  /** Whether it is only that the machine does not have the files of a server. */
  public boolean isOfMissingFiles() {
    return reason == Reason.NO_BINARIES || reason == Reason.NOT_FETCHED;
  }
}
