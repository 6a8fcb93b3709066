#!/bin/sh
# test_cli.sh - the program from outside: exit statuses, outputs, stores that survive what happens to them.
#
# Takes the program from $MARSAD_PROGRAM and the source tree from $MARSAD_SOURCE_ROOT. Needs a POSIX shell, gzip and sqlite3;
# what it cannot do on a machine (mount a small disk, drop rights as root) it skips and says so.
set -u
marsad=${MARSAD_PROGRAM:-build/marsad}
root=${MARSAD_SOURCE_ROOT:-.}
samples="$root/samples/articles.jsonl $root/samples/wire.json $root/samples/text"
work=$(mktemp -d)
failed=0
passed=0
mounted=

clean_up()
{
    [ -z "$mounted" ] || umount "$mounted"
    chmod -R u+rwx "$work"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# check NAME COMMAND…: the command must succeed.
check()
{
    name=$1
    shift
    if "$@" >"$work/check.out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name: $*"
        head -c 600 "$work/check.out"
    fi
}

# run STATUS ARGUMENTS…: the program must end with this status; its outputs are then in $work/out and $work/err.
run()
{
    want=$1
    shift
    "$marsad" "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    if [ "$got" -eq "$want" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: marsad $*: exit status $got, expected $want"
        head -c 600 "$work/err"
    fi
}

says() { grep -q -- "$1" "$work/out"; }
complains() { grep -q -- "$1" "$work/err"; }
empty() { [ ! -s "$1" ]; }
skip() { echo "skipped: $*"; }

# Everything in a store as text: all records, then all events.
dump()
{
    n=$("$marsad" verify --db "$1" --json | sed 's/.*"articles":\([0-9]*\).*/\1/')
    i=1
    while [ "$i" -le "$n" ]; do
        "$marsad" show --db "$1" --json "$i"
        i=$((i + 1))
    done
    "$marsad" events --db "$1" --json
}

articles_in() { "$marsad" verify --db "$1" --json | sed 's/.*"articles":\([0-9]*\).*/\1/'; }

# many N: N articles as JSON Lines, all different.
many()
{
    awk -v n="$1" 'BEGIN {
        for (i = 1; i <= n; i++)
            printf "{\"id\":\"m%d\",\"title\":\"خبر رقم %d\",\"date\":\"2021-03-04\",\"text\":\"قتل %d أشخاص وأصيب %d آخرون " \
                   "أمس في انفجار سيارة مفخخة في بغداد، قالت الشرطة في بيانها رقم %d.\"}\n", i, i, i % 90 + 3, i % 70 + 3, i
    }'
}

# ---- help, versions, wrong usage ----

run 0 --help
check "help names every command" sh -c "for c in read add show events search verify watch link stories conflicts report entities review reanalyse control export; do grep -q \"^  \$c \" '$work/out' || exit 1; done"
run 0 --version
check "version of the dictionary" says '^dictionary [0-9]'
check "version of the program" says '^marsad [0-9]'
check "version of the words model" says '^words model [0-9]'
check "version of the entities model" says '^entities model [0-9]'
for c in read add show events search verify watch link stories conflicts report entities review reanalyse control export; do
    run 0 "$c" --help
    check "help of $c has an example" says '^Example:'
done
run 2
run 2 nonsense
run 2 read
run 2 read --nonsense x
run 2 read --only pages x
run 2 read --format xml x
printf 'وسيكتبونها\nقال.\n' >"$work/lines.txt"
run 0 read --format conllu --sentences "$work/lines.txt"
check "clitics have lines of their own" says '3	يكتبون	كتب	VERB	_	Aspect=Imp|Gender=Masc|Mood=Ind|Number=Plur|Person=3|Tense=Fut|Voice=Act	_	_	_	SpaceAfter=No'
run 1 read --format conllu --sentences "$work/nowhere"
run 2 read --sentences "$work/lines.txt"
printf 'وصل الوزير إلى بغداد أمس.\n' >"$work/names.txt"
run 0 read --format conllu --names "$work/names.txt"
check "words carry names" says '	بغداد	.*	NER=B-LOC$'
run 0 read --format conllu "$work/names.txt"
check "only where they are asked for" sh -c "! grep -q NER= '$work/out'"
run 2 read --names "$work/names.txt"
check "names need conllu" complains 'goes with --format conllu'
check "sentences need conllu" complains 'goes with --format conllu'
printf 'في\nبغداد\n\n\nهذا\n' >"$work/tokens.txt"
run 0 read --format bio --tokens "$work/tokens.txt"
check "a name gets its tag, other tokens O" says 'بغداد B-LOC'
run 3 read --format bio --tokens "$work/nowhere"
run 2 read --format bio x
run 2 read -j 0 x
run 2 add
run 2 add --db
run 2 show
run 2 events extra
run 2 events --from yesterday
run 2 events --from 2015-13-01
run 2 events --from 2015-02-30
run 2 events --to 2015-02-29
run 2 events --from 2015-00
run 2 events --box 1,2,3
run 2 events --factuality sure
run 2 events --limit x
run 2 control extra
run 2 control --at yesterday
run 2 control --place Aden --area YE
run 2 control --at 2021-03-10 --from 2021-03-01
run 2 control --from 2021-03-10 --to 2021-03-01
run 2 control --min-confidence 2
run 2 control --csv --json
run 2 stories extra
run 2 stories --story 17
run 2 stories --thread 17
run 2 stories --rule best
run 2 stories --rule place=lowest
check "a rule that does not fit is explained" complains 'lowest.* is a rule for numbers'
run 2 search
run 2 search --batch x
run 2 verify extra
run 2 add --db postgresql://localhost/x "$root/samples/articles.jsonl"
run 3 events --db "$work/none.db"
check "a missing store is named" complains 'none.db: no such store'

# ---- read ----

# shellcheck disable=SC2086  # the samples are several words
{
    run 0 read --json -j 1 $samples
    cp "$work/out" "$work/one.jsonl"
    run 0 read --json -j 2 $samples
    check "-j 1 and -j 2 print the same" cmp "$work/out" "$work/one.jsonl"
    run 0 read --json -j 7 $samples
    check "a second run prints the same" cmp "$work/out" "$work/one.jsonl"
    check "39 articles" [ "$(wc -l <"$work/one.jsonl")" -eq 39 ]
    check "every line has every key" sh -c "! grep -v '\"events\":\\[.*\"problems\":\\[.*\"versions\":{' '$work/one.jsonl'"
    run 0 read $samples
    check "events for people" says '  ASSAULT'
    run 0 read --only articles --json $samples
    check "only articles: no events" sh -c "! grep -v '\"events\":\\[\\]' '$work/out'"
}
"$marsad" read --json - <"$root/samples/articles.jsonl" >"$work/stdin.jsonl"
check "standard input" [ "$(wc -l <"$work/stdin.jsonl")" -eq 20 ]
gzip -c "$root/samples/articles.jsonl" >"$work/a.gz"
run 0 read --json "$work/a.gz"
check "gzip gives the same" cmp "$work/out" "$work/stdin.jsonl"
"$marsad" read --json "$root/samples/articles.jsonl" | head -c 10 >"$work/head"
check "a closed pipe ends quietly" [ "$(wc -c <"$work/head")" -eq 10 ]
if [ -c /dev/full ]; then
    "$marsad" read --json "$root/samples/articles.jsonl" >/dev/full 2>"$work/err"
    check "output to a full disk" [ $? -eq 3 ]
    check "output to a full disk is told" complains 'cannot write the output'
fi

# ---- add, show, events, search, verify ----

db="$work/t.db"
# shellcheck disable=SC2086
{
    run 0 add --db "$db" -j 2 --json $samples
    check "summary" says '"articles":39,"added":39,"skipped":0,"refused":0,'
    check "no progress without a terminal" empty "$work/err"
    run 0 verify --db "$db"
    dump "$db" >"$work/dump"
    # only a store knows groups
    check "the store gives the records back" \
        sh -c "head -39 '$work/dump' | sed 's/\"group\":[0-9]*,\"holdings\"/\"group\":null,\"holdings\"/' | cmp - '$work/one.jsonl'"
    run 0 add --db "$db" --json $samples
    check "a second run adds nothing" says '"added":0,"skipped":39,"refused":0,'
    dump "$db" | cmp - "$work/dump"
    check "a second run changes nothing" [ $? -eq 0 ]
    run 0 add --db "$work/j1.db" -j 1 $samples
    dump "$work/j1.db" | cmp - "$work/dump"
    check "-j 1 stores the same" [ $? -eq 0 ]
}
printf '{"text":5}\n{broken\n' >"$work/broken.jsonl"
run 1 add --db "$work/refused.db" "$work/broken.jsonl" "$work/nowhere"
run 1 add --db "$work/refused.db" "$work/nowhere"
check "what is refused is kept, with the number of times" \
    [ "$(sqlite3 "$work/refused.db" "SELECT group_concat(count) FROM (SELECT count FROM refused ORDER BY name)")" = 1,1,2 ]
run 0 show --db "$db" manarat-0304-01
check "show prints the sentence" says 'بعقوبة'
run 0 show --db "$db" --json manarat-0304-01
check "show --json is the record" sh -c "grep -qxFf '$work/out' '$work/one.jsonl'"
run 1 show --db "$db" no-such-document
run 0 events --db "$db"
check "events for people" says 'ASSAULT'
run 0 events --db "$db" --json
n=$(wc -l <"$work/out")
check "there are events" [ "$n" -gt 20 ]
run 0 events --db "$db" --csv
check "CSV header" says '^id,document,article,published,day,day_end,day_is,type'
run 0 events --db "$db" --json --type ASSAULT
check "type" sh -c "[ -s '$work/out' ] && ! grep -v '\"type\":\"ASSAULT\"' '$work/out'"
run 0 events --db "$db" --json --place العراق
check "place by its Arabic name" sh -c "[ -s '$work/out' ] && ! grep -v '\"country\":\"IQ\"' '$work/out'"
cp "$work/out" "$work/iq"
run 0 events --db "$db" --json --place Iraq
check "place by its English name" cmp "$work/out" "$work/iq"
run 0 events --db "$db" --json --killed-at-least 10
check "killed" [ -s "$work/out" ]
run 0 events --db "$db" --json --limit 3
check "limit" [ "$(wc -l <"$work/out")" -eq 3 ]
run 0 control --db "$db" --place حرض
check "control: claimed, denied" sh -c "grep -q 'claimed: Pro-government' '$work/out' && grep -q 'denied took' '$work/out'"
run 0 control --db "$db" --area Yemen --at 2021-03-15 --json
check "control: a row of that day" sh -c "grep -q '\"from\":\"2021-03-13\"' '$work/out' && ! grep -q '2021-03-17' '$work/out'"
run 0 control --db "$db" --holder 'جماعة أنصار الله' --csv
check "control: nobody else's rows" sh -c "! grep -q ',side:yemen-government,' '$work/out'"
run 0 control --db "$db" --area 40,10,50,20 --json
check "control: a box" sh -c "grep -q '\"country\":\"YE\"' '$work/out' && ! grep -q '\"country\":\"SO\"' '$work/out'"
cp "$db" "$work/rejected.db"
run 0 events --db "$work/rejected.db" --place بلعد --type ASSAULT
taken=$(grep -o '[0-9a-f]\{12\}:[0-9]*$' "$work/out" | sort -u)
# shellcheck disable=SC2086
run 0 review reject --db "$work/rejected.db" --by somebody --why 'not so' $taken
run 0 control --db "$work/rejected.db" --place بلعد
check "control: rejected reports hold nothing" [ ! -s "$work/out" ]
run 0 control --db "$work/rejected.db" --place حرض
check "control: the others stay" [ -s "$work/out" ]
if command -v python3 >/dev/null; then
    check "control: three layouts, one content" python3 "$root/tests/cli/read_control.py" "$marsad" "$db"
else
    skip "control read back: no python3"
fi
run 0 stories --db "$db"
check "a line a story" says '^s[0-9a-f]\{15\}  2021-03-04  ASSAULT/explosives .* killed 15 (15-17)'
cp "$work/out" "$work/stories"
story=$(grep 'killed 15 (15-17)' "$work/stories" | cut -d' ' -f1)
run 0 stories --db "$db" --story "$story"
check "a story has its fields" says '^  killed          15 (15-17)  \[median: report 1; '
check "and its reports" says '^  2\. published 2021-03-05 '
run 0 stories --db "$db" --story "$story" --rule killed=latest
check "another rule" says '^  killed          17 (15-17)  \[latest: report 3; '
run 0 stories --db "$db" --json
check "as many stories as JSON" [ "$(wc -l <"$work/out")" -eq "$(wc -l <"$work/stories")" ]
check "every story has its keys" sh -c "! grep -v '^{\"story\":\"s.*\"fields\":{\"type\":.*\"reports\":\[{\"voice\":' '$work/out'"
run 0 stories --db "$db" --csv
check "stories CSV header" says '^story,thread,day,day_end,day_is,type,mode,factuality'
check "as many stories as CSV" [ "$(grep -c '^s[0-9a-f]\{15\},' "$work/out")" -eq "$(wc -l <"$work/stories")" ]
run 0 stories --db "$db" --sources-at-least 3
check "with three sources" sh -c "[ -s '$work/out' ] && ! grep -v '[3-9] sources' '$work/out'"
run 0 stories --db "$db" --threads
check "threads" says '^t[0-9a-f]\{16\}  '
thread=$(grep Baqubah "$work/out" | cut -d' ' -f1)
run 0 stories --db "$db" --thread "$thread"
check "the stories of a thread" says "^$story"
run 0 search --db "$db" انفجار سيارة مفخخة
check "search" says 'بعقوبة'
run 0 search --db "$db" --json --limit 2 بعقوبة
check "search --json" says '^{"query":"بعقوبة","hits":\[{"document":"'
printf 'بعقوبة\n\nلاشيءكهذا\n' >"$work/queries"
run 0 search --db "$db" --batch "$work/queries" --limit 10 --json
check "a line for each query" [ "$(wc -l <"$work/out")" -eq 3 ]
check "a query without hits" says '^{"query":"لاشيءكهذا","hits":\[\],"seconds":'

# ---- bad input: named, the rest goes on, the store is whole ----

bad="$work/bad"
mkdir "$bad"
: >"$bad/empty.txt"
head -c 4096 /dev/urandom >"$bad/binary"
gzip -c "$root/samples/articles.jsonl" | head -c 3000 >"$bad/cut.jsonl.gz"
head -c 5000 "$root/samples/wire.json" >"$bad/cut.json"
printf '{"id":"utf","text":"قتل \377\376 شخصان في بغداد أمس."}\n' >"$bad/utf8.jsonl"
printf '{"id":"good","text":"قتل شخصان في بغداد أمس."}\nnot json\n{"id":"good2","text":"قتل 3 أشخاص في البصرة."}\n' >"$bad/mixed.jsonl"
run 1 add --db "$work/bad.db" --json "$bad" "$work/no-such-file"
for f in empty.txt binary cut.jsonl.gz cut.json mixed.jsonl no-such-file; do
    check "$f is named" complains "^marsad: .*$f.*: "
done
check "the place is named" complains '(byte [0-9]*)$'
run 0 show --db "$work/bad.db" good2
run 0 show --db "$work/bad.db" utf
run 0 verify --db "$work/bad.db"

head -c 300000000 /dev/zero | tr '\0' 'a' | "$marsad" add --db "$work/long.db" - >"$work/out" 2>"$work/err"
check "a line of 300 MB" [ $? -eq 1 ]
run 0 verify --db "$work/long.db"

if [ "$(id -u)" -ne 0 ]; then
    mkdir "$work/closed"
    chmod 0 "$work/closed"
    run 1 read "$work/closed"
    check "a folder without rights" complains "closed: "
else
    skip "a folder without rights: root has them all"
fi

# ---- what a terminal obeys does not reach it ----

esc=$(printf '\033')
csi=$(printf '\302\233') # U+009B, the same as ESC [
turn=$(printf '\342\200\256')
printf '%s\n' '{"id":"a\u001b[2J\u009b2J\u202e\nline","url":"http://x/\u001b]0;t\u0007","source":"\u001b[31m","title":"قتل\u001b[1m",
    "date":"2015-07-20","text":"قتل سبعة مدنيين في بغداد\u001b[2J يوم الاثنين."}' >"$work/escape.json"
run 0 add --db "$work/escape.db" "$work/escape.json"
for command in events 'events --csv' stories 'stories --csv' 'stories --json' 'stories --threads --csv' 'show 1' 'show --json 1' 'search بغداد' 'read' 'read --json'; do
    case $command in
    read*) target=$work/escape.json ;;
    *) target="--db=$work/escape.db" ;;
    esac
    # shellcheck disable=SC2086
    run 0 $command "$target"
    check "$command: something is printed" [ -s "$work/out" ]
    check "$command: nothing for the terminal" sh -c "! LC_ALL=C grep -q '$esc\\|$csi' '$work/out'"
done
printf '%s\n' '{"id":"a\u001b[2J","source":"\u001b[31m","title":"t","date":"2015-07-20",
    "text":"قالت الشرطة\u001b[2J إن الجيش العراقي سيطر على مدينة تكريت أمس."}' >"$work/held.json"
run 0 add --db "$work/held.db" "$work/held.json"
for form in '' --csv --json --geojson --all-evidence; do
    # shellcheck disable=SC2086
    run 0 control $form "--db=$work/held.db"
    check "control $form: nothing for the terminal" sh -c "grep -q Tikrit '$work/out' && ! LC_ALL=C grep -q '$esc\\|$csi' '$work/out'"
done
printf '%s\n' '{"id":"=SUM(A1)","source":"+x","title":"t","date":"2015-07-20","text":"قتل سبعة مدنيين في تفجير في مدينة الرباط، أمس."}' \
    >"$work/formula.json"
run 0 add --db "$work/formula.db" "$work/formula.json"
for command in events stories; do
    run 0 $command --csv --db "$work/formula.db"
    check "$command --csv: no formula, but numbers below 0" sh -c "grep -q \",'=SUM\" '$work/out' && ! grep -q '[,\"][=+]' '$work/out' && grep -q ',-6[.]8' '$work/out'"
done
run 0 stories --db "$work/escape.db"
run 0 stories --db "$work/escape.db" --story "$(cut -d' ' -f1 "$work/out")"
check "a whole story: nothing for the terminal" sh -c "[ -s '$work/out' ] && ! LC_ALL=C grep -q '$esc\\|$csi\\|$turn' '$work/out'"
run 0 events --db "$work/escape.db"
check "nothing turns the line around" sh -c "! LC_ALL=C grep -q '$turn' '$work/out'"
check "a name with a line end is on one line" [ "$(wc -l <"$work/out")" -eq 2 ]
run 1 read "$work/no${esc}[31m-such-file"
check "nothing in messages either" sh -c "! LC_ALL=C grep -q '$esc' '$work/err'"

# ---- strange questions ----

head -c 200000 /dev/zero | tr '\0' x | sed 's/x/قتل /g' >"$work/long-query" # searched as one word, not as 200,000
run 0 search --db "$work/escape.db" --json --batch "$work/long-query"
run 2 add --db '' "$work/escape.json"

# ---- strange stores ----

echo "this is a text, and long enough to be looked at as a database of some kind, which it is not" >"$work/text.db"
run 3 add --db "$work/text.db" "$root/samples/articles.jsonl"
check "not a store" complains 'not a Marsad store'
check "it is left alone" grep -q 'this is a text' "$work/text.db"
run 3 verify --db "$work/text.db"
cp "$db" "$work/broken.db"
dd if=/dev/urandom of="$work/broken.db" bs=8192 seek=12 count=20 conv=notrunc 2>"$work/err"
run 3 verify --db "$work/broken.db"
check "damage is told" complains 'broken.db: '

# ---- kill -9, Ctrl-C, two at once, a full disk ----

many 700 >"$work/many.jsonl"
run 0 add --db "$work/whole.db" "$work/many.jsonl"
dump "$work/whole.db" | tail -600 >"$work/whole"

# start_add DB [PREFIX]: add from an input that stays open, so that the program is in the middle when the signal comes;
# gives back when a first batch (500 articles, or what it has after 4 seconds) is in the store.
mkfifo "$work/pipe"
start_add()
{
    (cat "$work/many.jsonl" && exec sleep 30) >"$work/pipe" &
    feeder=$!
    ${2:-} "$marsad" add --db "$1" - <"$work/pipe" >"$work/out" 2>"$work/err" &
    adder=$!
    waited=0
    while [ "$waited" -lt 100 ] && ! "$marsad" show --db "$1" 1 >"$work/check.out" 2>&1; do
        sleep 0.1
        waited=$((waited + 1))
    done
}
stop_feeder()
{
    kill "$feeder" 2>/dev/null
    wait "$feeder" 2>/dev/null
}

# ---- contradictions ----

run 0 add --db "$work/conflicts.db" "$root/samples/conflicts.jsonl"
run 0 conflicts --db "$work/conflicts.db"
check "two tolls of one bombing" says '^[0-9]*\. killed: 9 against 12 '
check "a toll that rises is no contradiction" says '^[0-9]*\. killed, rising: 9, then 14 '
check "said and denied" says '^[0-9]*\. denial: said against denied '
check "both sides have their sentence" says 'نفت وزارة الداخلية الليبية خطف خمسة مهندسين'
check "what rises comes last" sh -c "grep '^[0-9]' '$work/out' | tail -1 | grep -q rising"
cp "$work/out" "$work/conflicts.text"
run 0 conflicts --db "$work/conflicts.db" --kind killed --status contradiction --json
check "one conflict a line" [ "$(wc -l <"$work/out")" -eq 1 ]
check "near copies are one source" says '"value":"9","label":"9","sources":1,"outlets":2'
story=$(sed 's/.*"story":"\([^"]*\)".*/\1/' "$work/out")
run 0 conflicts --db "$work/conflicts.db" --story "$story" --csv
check "columns have names" says '^conflict,kind,status,score,story'
check "of this story alone" sh -c "! grep -q 'abduct\|denial' '$work/out'"
run 0 conflicts --db "$work/conflicts.db" --limit 1
check "the first of them" sh -c "grep -c '^[0-9]*\. ' '$work/out' | grep -qx 1"
run 0 conflicts --db "$work/conflicts.db" --country DE
check "none fits" complains 'no contradiction'
run 2 conflicts --kind colour
run 2 conflicts --story 17
run 2 conflicts --status true
run 2 conflicts --db "$work/conflicts.db" more
tac "$root/samples/conflicts.jsonl" >"$work/backwards.jsonl"
run 0 add --db "$work/backwards.db" "$work/backwards.jsonl"
run 0 conflicts --db "$work/backwards.db"
check "the order of arrival changes nothing" cmp "$work/out" "$work/conflicts.text"

start_add "$work/killed.db"
kill -9 "$adder"
wait "$adder" 2>/dev/null
stop_feeder
run 0 verify --db "$work/killed.db"
check "a batch was safe" [ "$(articles_in "$work/killed.db")" -ge 1 ]
run 0 add --db "$work/killed.db" "$work/many.jsonl"
dump "$work/killed.db" | tail -600 | cmp - "$work/whole"
check "after kill -9 the same command completes the store" [ $? -eq 0 ]

if [ -z "${MARSAD_NO_SIGINT:-}" ]; then
    # A background job of a shell ignores SIGINT; a program started through env with default signals does not.
    if env --default-signal=INT true 2>/dev/null; then
        start_add "$work/int.db" "env --default-signal=INT"
        kill -INT "$adder"
        sleep 0.3
        stop_feeder
        wait "$adder"
        check "Ctrl-C" [ $? -eq 130 ]
        run 0 verify --db "$work/int.db"
        check "what was read is stored" [ "$(articles_in "$work/int.db")" -ge 1 ]
    else
        skip "Ctrl-C: env cannot reset signals"
    fi
fi

many 300 | sed 's/"m/"other/; s/رقم/عدد/g' >"$work/other.jsonl"
"$marsad" add --db "$work/two.db" "$work/many.jsonl" >"$work/out1" 2>&1 &
first=$!
"$marsad" add --db "$work/two.db" "$work/other.jsonl" >"$work/out2" 2>&1
check "two at once: second" [ $? -eq 0 ]
wait "$first"
check "two at once: first" [ $? -eq 0 ]
check "two at once: all there" [ "$(articles_in "$work/two.db")" -eq 1000 ]
run 0 verify --db "$work/two.db"

small="$work/small"
mkdir "$small"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=900k tmpfs "$small" 2>/dev/null; then
    mounted=$small
    run 3 add --db "$small/t.db" "$work/many.jsonl"
    check "a full disk is told" complains 'full'
    run 0 verify --db "$small/t.db"
    umount "$small"
    mounted=
else
    skip "a full disk of its own: cannot mount one"
fi
(
    ulimit -f 1500 # blocks of 512 bytes
    "$marsad" add --db "$work/limited.db" "$work/many.jsonl" >"$work/out" 2>"$work/err"
)
check "a limit on file size" [ $? -eq 3 ]
run 0 verify --db "$work/limited.db"

# ---- corrections, and a new analysis ----

run 0 add --db "$work/r.db" $samples
run 0 events --db "$work/r.db" --json
sed 's/"versions".*"report"/"report"/' "$work/out" >"$work/r.before"
report=$(sed -n 's/.*"type":"ASSAULT".*"report":"\([0-9a-f]*:[0-9]*\)".*/\1/p' "$work/r.before" | head -n 1)
n=$(wc -l <"$work/r.before")
run 2 review
run 2 review nonsense
run 2 review accept "$report" --db "$work/r.db"
check "a reason is asked for" complains 'needs a reason'
run 2 review accept --why x --db "$work/r.db"
run 2 review merge "$report" --why x --db "$work/r.db"
run 2 review edit "$report" killed --why x --db "$work/r.db"
run 2 review edit "$report" killed=many --why x --db "$work/r.db"
check "a wrong value is explained" complains 'takes a number'
run 2 review list --action delete --db "$work/r.db"
run 2 review accept "$report" 1:9999 --why x --db "$work/r.db"
run 0 review list --db "$work/r.db"
check "all or nothing" empty "$work/out"
run 0 review edit "$report" killed=77 place=geonames:98182 --by '=Amal' --why 'the hospital, "counted"' --db "$work/r.db"
check "an edit is told" says 'killed: .* -> 77'
run 0 review reject 2:0 --by Omar --why 'no attack' --db "$work/r.db"
run 0 review merge 2:0 "$report" --by Omar --why 'one attack' --db "$work/r.db"
run 0 events --db "$work/r.db" --review edited --killed-at-least 77 --place Baghdad
check "the corrected event is found" says 'killed 77 .*edited by =Amal (place, killed)'
run 0 events --db "$work/r.db" --json
check "the rejected one is left out" [ "$(wc -l <"$work/out")" -eq $((n - 1)) ]
run 0 events --db "$work/r.db" --json --review all
check "unless it is asked for" [ "$(wc -l <"$work/out")" -eq "$n" ]
grep -v '"review":' "$work/out" >"$work/r.unreviewed"
check "unreviewed events keep their bytes" sh -c "sed 's/\"versions\".*\"report\"/\"report\"/' '$work/r.unreviewed' | grep -vxFf '$work/r.before' | wc -l | grep -qx 0"
run 0 events --db "$work/r.db" --csv --review edited
check "a name is no formula" says ",'=Amal,"
run 2 events --db "$work/r.db" --review maybe
run 0 show --db "$work/r.db" 2
check "show has the decision" says 'rejected by Omar: no attack'
run 0 review list --db "$work/r.db" --json --by Omar
check "the log of one" [ "$(wc -l <"$work/out")" -eq 2 ]
run 0 review list --db "$work/r.db" --csv --report "$report"
check "the log of one report" [ "$(wc -l <"$work/out")" -eq 4 ]
run 0 review export --db "$work/r.db" "$work/r.jsonl"
run 0 review export --db "$work/r.db"
check "an export is the same in a file" cmp "$work/out" "$work/r.jsonl"
run 0 review check --db "$work/r.db"

run 0 add --db "$work/r2.db" "$root/samples/text" "$root/samples/wire.json" "$root/samples/articles.jsonl"
run 0 review import --db "$work/r2.db" "$work/r.jsonl"
check "an import counts" says '^4 entries added; 0 were there already; 0 refused'
run 0 review import --db "$work/r2.db" "$work/r.jsonl"
check "twice is once" says '^0 entries added; 4 were there already'
for db in r r2; do
    "$marsad" events --db "$work/$db.db" --json --review all | sed 's/"group":[0-9]*/"group":0/' | sort >"$work/$db.events"
done
check "the same corrections in another store" cmp "$work/r.events" "$work/r2.events"
sed 's/"77"/"78"/' "$work/r.jsonl" >"$work/r.changed"
run 1 review import --db "$work/r2.db" "$work/r.changed"
check "a changed entry is refused" complains 'line [0-9]*: .*was changed'
run 3 review import --db "$work/r2.db" "$work/nowhere"
{
    cat "$work/r.jsonl"
    head -c 50000000 /dev/zero
    echo
    tail -n 1 "$work/r.jsonl"
} >"$work/r.long"
run 1 review import --db "$work/r2.db" "$work/r.long"
check "a line without end is refused, the next one read" says '^0 entries added; 5 were there already; 1 refused'
check "it is told by its number" complains 'line 5: .*a line of more than'

dump "$work/r.db" | sed 's/"group":[0-9]*//' >"$work/r.dump"
run 0 reanalyse --db "$work/r.db"
check "nothing to do for this version" says '^0 articles analysed again'
run 0 reanalyse --db "$work/r.db" --all -j 2 --json
check "all again" says '"not_fitting":0,.*"articles":39,'
dump "$work/r.db" | sed 's/"group":[0-9]*//' | cmp - "$work/r.dump" >/dev/null
check "a new analysis of the same version changes nothing" [ $? -eq 0 ]
run 0 verify --db "$work/r.db"
run 2 reanalyse extra

echo "$passed checks passed, $failed failed"
[ "$failed" -eq 0 ]
