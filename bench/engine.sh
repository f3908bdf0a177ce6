# Sourced by the measurements of the engine: a PostgreSQL of their own (database.sh), in it an engine's database with open tasks, and
# nodes that are started and stopped. Expects $root, $work and $pg.
#   BENCH_TASKS  open tasks, 10000
tasks=${BENCH_TASKS:-10000}
first=${BENCH_HTTP:-18180}
export TZ=UTC PGTZ=UTC PGDATABASE=engine
nodes=()

sql() {
    PGOPTIONS='-c client_min_messages=warning' "$pg/psql" -qAtX -v ON_ERROR_STOP=1 "$@"
}

# Response times are long here: what is due is said by the measurement.
create_engine() {
    PGUSER=postgres sql -d postgres -c "CREATE ROLE runbook LOGIN PASSWORD 'bench'" -c "CREATE DATABASE engine OWNER runbook"
    cat >"$work/engine.yml" <<YAML
runbook:
  admin-password: Admin-of-bench-1
  engine: { url: "jdbc:postgresql://127.0.0.1:$port/engine", username: runbook, password: bench }
  deadlines: { l1-answer: 48h, l1-resolve: 72h, l2-answer: 48h, l2-resolve: 72h, l3-repeat: 48h, approval: 48h, approval-chase: 48h, checklist: 48h }
  targets:
    ledger:
      environment: staging
      url: jdbc:postgresql://127.0.0.1:$port/ledger
      username: runbook
      password: bench
      changes: $root/changes/ledger
      backups: $work/backups
YAML
    "$root/runbook" --version
    app=$root/.runbook/$(cat "$root/.runbook/current")
    classes=$app/runbook.jar:$app/lib/*
    mkdir -p "$work/classes"
    javac -cp "$classes" -d "$work/classes" "$root"/bench/OpenTasks.java "$root"/bench/TasklistQueries.java
    RUNBOOK_HOME=$work/filler java -cp "$classes:$work/classes" OpenTasks "$work/engine.yml" "$tasks" 2>"$work/filler.log" ||
        { tail -n 5 "$work/filler.log" >&2; exit 1; }
    sql -c "UPDATE act_ru_job SET duedate_ = now() + interval '1 day' + (random() * interval '1 day') WHERE type_ = 'timer'"
    PGUSER=postgres sql -c "VACUUM ANALYZE"
}

# start_node NUMBER [SETTING...]: a server in a JVM of its own; returns when it answers.
start_node() {
    local number=$1
    shift
    RUNBOOK_HOME=$work/node$number RUNBOOK_NODE=node$number SERVER_PORT=$((first + number)) SERVER_ADDRESS=127.0.0.1 \
        env "$@" "$root/runbook" --config "$work/engine.yml" serve >"$work/node$number.log" 2>&1 &
    nodes+=($!)
    for ((i = 0; i < 240; i++)); do
        if curl -sf "http://127.0.0.1:$((first + number))/actuator/health" >/dev/null; then return; fi
        kill -0 "${nodes[-1]}" 2>/dev/null || break
        sleep 0.5
    done
    echo "bench: node $number does not start" >&2
    tail -n 5 "$work/node$number.log" >&2
    exit 1
}

stop_nodes() {
    local node
    for node in "${nodes[@]}"; do kill "$node" 2>/dev/null || :; done
    for node in "${nodes[@]}"; do wait "$node" 2>/dev/null || :; done
    nodes=()
}

stop_all() {
    stop_nodes
    stop_server
}

say_machine() {
    echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $("$pg/postgres" --version), Java $(java -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')"
}
