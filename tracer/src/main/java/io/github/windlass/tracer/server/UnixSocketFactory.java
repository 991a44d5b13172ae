package io.github.windlass.tracer.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Connects to a server's Unix-domain socket. The driver makes it by name, with the socket's path
 * ({@code socketFactory}, {@code socketFactoryArg}).
 */
public final class UnixSocketFactory extends SocketFactory {

  private final String path;

  /** A factory of connections to one socket. */
  public UnixSocketFactory(String path) {
    this.path = path;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new UnixSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket();
  }

  /** A channel that looks like a socket, as far as the driver asks. */
  private static final class UnixSocket extends Socket {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private int timeout;

    UnixSocket(SocketChannel channel) {
      this.channel = channel;
      this.in = Channels.newInputStream(channel);
      this.out = new Sending(Channels.newOutputStream(channel));
    }

    @Override
    public void connect(SocketAddress address, int milliseconds) {
      // It is connected from the start.
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public boolean isClosed() {
      return !channel.isOpen();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
      // There is no TCP.
    }

    @Override
    public void setKeepAlive(boolean on) {
      // There is no TCP.
    }

    @Override
    public void setSoTimeout(int milliseconds) {
      timeout = milliseconds;
    }

    @Override
    public int getSoTimeout() {
      return timeout;
    }

    @Override
    public int getSendBufferSize() {
      return 1 << 13;
    }

    @Override
    public int getReceiveBufferSize() {
      return 1 << 13;
    }

    @Override
    public void shutdownOutput() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Writes to whoever has hung up are lost, as they are with TCP until it notices: that he is gone
   * is told to whoever reads, and closing is not a failure.
   */
  private static final class Sending extends FilterOutputStream {

    Sending(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        // Reading says it.
      }
    }
  }
}
