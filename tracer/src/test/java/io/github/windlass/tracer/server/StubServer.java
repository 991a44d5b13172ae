package io.github.windlass.tracer.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks as much of the protocol (manual, "Message Formats") as it takes to say which version one
 * is.
 */
final class StubServer {

  private StubServer() {}

  /** Answers one connection, until the other side ends it. */
  static void answer(ServerSocket socket, String number, String whole) {
    try (Socket connection = socket.accept();
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream())) {
      int protocol = start(in);
      while (protocol >> 16 == 1234) {
        // A request for encryption.
        out.write('N');
        protocol = start(in);
      }
      message(out, 'R', new byte[4]);
      status(out, "server_version", number);
      status(out, "client_encoding", "UTF8");
      status(out, "DateStyle", "ISO, MDY");
      status(out, "integer_datetimes", "on");
      status(out, "standard_conforming_strings", "on");
      message(out, 'Z', new byte[] {'I'});
      for (int type = in.read(); type == 'Q'; type = in.read()) {
        byte[] query = in.readNBytes(in.readInt() - 4);
        if (new String(query, StandardCharsets.UTF_8).startsWith("SELECT version()")) {
          row(out, whole);
          message(out, 'C', text("SELECT 1"));
        } else {
          message(out, 'C', text("SET"));
        }
        message(out, 'Z', new byte[] {'I'});
      }
    } catch (IOException e) {
      // It has hung up.
    }
  }

  private static int start(DataInputStream in) throws IOException {
    byte[] rest = in.readNBytes(in.readInt() - 4);
    return (rest[0] & 255) << 24 | (rest[1] & 255) << 16 | (rest[2] & 255) << 8 | rest[3] & 255;
  }

  private static void row(DataOutputStream out, String value) throws IOException {
    byte[] name = text("version");
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write('T');
    out.writeInt(4 + 2 + name.length + 18);
    out.writeShort(1);
    out.write(name);
    out.writeInt(0);
    out.writeShort(0);
    out.writeInt(25);
    out.writeShort(-1);
    out.writeInt(-1);
    out.writeShort(0);
    out.write('D');
    out.writeInt(4 + 2 + 4 + bytes.length);
    out.writeShort(1);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void status(DataOutputStream out, String name, String value) throws IOException {
    out.write('S');
    byte[] key = text(name);
    byte[] text = text(value);
    out.writeInt(4 + key.length + text.length);
    out.write(key);
    out.write(text);
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(4 + body.length);
    out.write(body);
    out.flush();
  }
}
