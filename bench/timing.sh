# Sourced by the measurements beside it: times whole commands and compares medians. Expects $work, a folder of the measurement's own.

# The highest exit code that counts as an answer.
answer=0

# millis NAME COMMAND...: appends to NAME how long the command took.
millis() {
    local name=$1 begin end code=0
    shift
    begin=$EPOCHREALTIME
    "$@" >"$work/out" 2>"$work/err" || code=$?
    end=$EPOCHREALTIME
    [ "$code" -le "$answer" ] || { echo "bench: $1 ended with $code" >&2; tail -n 5 "$work/out" "$work/err" >&2; exit 1; }
    echo $(((${end/./} - ${begin/./}) / 1000)) >>"$work/$name"
}

median() {
    sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'
}

# compare OURS THEIRS: one line with both medians and their ratio.
compare() {
    local ours theirs
    ours=$(median "$1")
    theirs=$(median "$2")
    printf '%-34s %7d ms   %-26s %7d ms   ratio %s\n' "$1" "$ours" "$2" "$theirs" "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"
}
