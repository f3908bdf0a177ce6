package com.fingood.runbook.web;

import com.fingood.runbook.process.guard.RefusedRequest;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Holds back what is written behind an error status while a refusal is noted, so that its own words can take the place. */
class WithheldErrorResponse extends HttpServletResponseWrapper {

    private static final int FIRST_ERROR = 400;

    private boolean withheld;

    WithheldErrorResponse(HttpServletResponse response) {
        super(response);
    }

    boolean isWithheld() {
        return withheld;
    }

    @Override
    public void setStatus(int status) {
        withheld = status >= FIRST_ERROR && RefusedRequest.current() != null;
        if (!withheld) {
            super.setStatus(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        setStatus(status);
        if (!withheld) {
            super.sendError(status, message);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void setContentLength(int length) {
        if (!withheld) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!withheld) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!withheld || !"Content-Length".equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!withheld || !"Content-Length".equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!withheld) {
            super.flushBuffer();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        return new ServletOutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (!withheld) {
                    out.write(b);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!withheld) {
                    out.write(bytes, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                if (!withheld) {
                    out.flush();
                }
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        };
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return withheld ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
    }
}
