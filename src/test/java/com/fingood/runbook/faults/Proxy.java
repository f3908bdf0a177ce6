package com.fingood.runbook.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and its PostgreSQL that a test can cut: at once, or in the moment of a commit. */
public final class Proxy implements AutoCloseable {

    enum AtCommit {
        PASS,
        /** The server never hears of it. */
        CUT_BEFORE,
        /** The server does it, and the client never hears of that. */
        CUT_AFTER
    }

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile AtCommit atCommit = AtCommit.PASS;
    private volatile boolean answersAreLost;
    private volatile boolean isCut;

    public Proxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Ends all connections; new ones are refused until it is mended. */
    public void cut() {
        isCut = true;
        atCommit = AtCommit.PASS;
        open.forEach(Proxy::reset);
        open.clear();
    }

    public void mend() {
        answersAreLost = false;
        isCut = false;
    }

    /** For the next commit that a client sends. */
    void atNextCommit(AtCommit what) {
        atCommit = what;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (isCut) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // Closed, or the server is away: the client sees the same.
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(host, port);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        daemon(() -> pump(client, server, true));
        daemon(() -> pump(server, client, false));
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromClient && atCommit != AtCommit.PASS && isCommit(buffer, n)) {
                    if (atCommit == AtCommit.CUT_BEFORE) {
                        cut();
                        return;
                    }
                    answersAreLost = true;
                }
                if (!fromClient && answersAreLost) {
                    cut();
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Cut by either side.
            return;
        } finally {
            reset(from);
            reset(to);
        }
    }

    private static boolean isCommit(byte[] buffer, int n) {
        return new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
