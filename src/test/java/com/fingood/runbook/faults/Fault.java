package com.fingood.runbook.faults;

import com.fingood.runbook.fixtures.CrashingPostgres;
import com.fingood.runbook.run.Cancellation;

/** Something that befalls a change while it works. */
enum Fault {
    CONNECTION_CUT("the connection is cut at work") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            stage.proxy().cut();
        }
    },
    CUT_BEFORE_COMMIT("the connection is cut as the commit is sent") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            stage.proxy().atNextCommit(Proxy.AtCommit.CUT_BEFORE);
        }
    },
    CUT_AFTER_COMMIT("the connection is cut before the commit is answered") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            stage.proxy().atNextCommit(Proxy.AtCommit.CUT_AFTER);
        }
    },
    BACKEND_TERMINATED("its backend is terminated") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            stage.query("select pg_terminate_backend(" + stage.session(action) + ")");
        }
    },
    CANCELLED("it is cancelled") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            cancellation.cancel();
        }
    },
    SERVER_CRASHED("the server crashes and starts again") {
        @Override
        void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation) {
            server.crashAndStart();
        }
    };

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** @param action of ours that it befalls; @param server where the fault is about the whole server, else null */
    abstract void strike(Stage stage, String action, CrashingPostgres server, Cancellation cancellation);

    @Override
    public String toString() {
        return words;
    }
}
