package com.fingood.runbook.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A mail server in a bad mood: it rejects one address, or takes a connection and then says nothing. */
final class StubbornSmtp implements AutoCloseable {

    private final ServerSocket socket;
    private final String unwanted;
    private final boolean silent;
    private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

    private StubbornSmtp(String unwanted, boolean silent) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.unwanted = unwanted;
        this.silent = silent;
        Thread thread = new Thread(this::serve, "stubborn-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    static StubbornSmtp rejecting(String address) throws IOException {
        return new StubbornSmtp(address, false);
    }

    static StubbornSmtp hanging() throws IOException {
        return new StubbornSmtp(null, true);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Who got a mail. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    private void serve() {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                if (!silent) {
                    converse(client);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(Socket client) throws IOException {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            out.print("220 stubborn\r\n");
            out.flush();
            String recipient = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = "250 as you like";
                if (line.startsWith("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    answer = recipient.equals(unwanted) ? "550 5.1.1 nobody of that name" : answer;
                } else if (line.equals("DATA")) {
                    out.print("354 go on\r\n");
                    out.flush();
                    while (!".".equals(in.readLine())) {
                        Thread.onSpinWait();
                    }
                    accepted.add(recipient);
                } else if (line.startsWith("QUIT")) {
                    answer = "221 bye";
                }
                out.print(answer + "\r\n");
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
