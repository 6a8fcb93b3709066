#!/bin/sh
# test_setup.sh - scripts/setup against stand-ins for dpkg-query, apt-get, id and sudo; wrong usage of ./run and ./check.
set -u

root=${MARSAD_SOURCE_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset MARSAD_SKIP_SETUP
failures=0

# The tools that the script needs, and nothing else, so that each stand-in can be left out.
tools=$tmp/tools
mkdir "$tools"
for tool in sh sed awk grep tr env cat dirname; do
    ln -s "$(command -v "$tool")" "$tools/$tool"
done

# stand_in NAME BODY: a program in $bin that writes its arguments to $tmp/calls and then runs BODY.
stand_in() {
    {
        echo '#!/bin/sh'
        echo "echo $1 \"\$@\" >> '$tmp/calls'"
        echo "$2"
    } >"$bin/$1"
    chmod +x "$bin/$1"
}

# A Debian where the packages "$@" are installed; root unless told otherwise. apt-get installs what it is asked for.
new_system() {
    bin=$tmp/bin
    rm -rf "$bin"
    mkdir "$bin"
    : >"$tmp/calls"
    printf '%s\n' "$@" >"$tmp/installed"
    stand_in id 'echo 0'
    stand_in dpkg-query "while read -r p; do echo \"\$p installed\"; done < '$tmp/installed'; echo 'gone deinstalled'"
    stand_in apt-get "case \$* in *' install '*|install*) for p in \"\$@\"; do echo \"\$p\"; done >> '$tmp/installed' ;; esac"
}

run_setup() {
    status=0
    PATH=$bin:$tools "$root/scripts/setup" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
}

# expect WHAT COMMAND…: one line for a failure.
expect() {
    what=$1
    shift
    if ! "$@"; then
        echo "FAILED: $what (status $status)"
        sed 's/^/    /' "$tmp/err" "$tmp/calls"
        failures=$((failures + 1))
    fi
}

all=$(sed -e 's/#.*//' -e '/^\[/d' -e 's/ *$//' "$root/packages.txt" | grep .)
build=$(sed -e '/^\[test\]/,$d' -e 's/#.*//' -e '/^\[/d' -e 's/ *$//' "$root/packages.txt" | grep .)

echo "all is there"
new_system $all
run_setup test
expect "succeeds" [ "$status" -eq 0 ]
expect "says nothing" [ ! -s "$tmp/err" ]
expect "does not call apt-get" sh -c "! grep -q apt-get '$tmp/calls'"

echo "what the tests need is missing, but only a build is wanted"
new_system $build
run_setup build
expect "succeeds" [ "$status" -eq 0 ]
expect "does not call apt-get" sh -c "! grep -q apt-get '$tmp/calls'"

echo "one is missing"
new_system $(printf '%s\n' $all | grep -vx meson)
run_setup build
expect "succeeds" [ "$status" -eq 0 ]
expect "updates first" grep -q '^apt-get update' "$tmp/calls"
expect "installs it alone" grep -q '^apt-get install .*--no-install-recommends meson$' "$tmp/calls"
expect "says so" grep -q 'missing: meson$' "$tmp/err"
: >"$tmp/calls"
run_setup build
expect "a second run does nothing" sh -c "! grep -q apt-get '$tmp/calls'"

echo "removed, but its settings are left"
new_system $(printf '%s\n' $all | sed 's/^gcc$/gone/')
run_setup build
expect "installs gcc" grep -q ' gcc$' "$tmp/calls"

echo "not root, with sudo"
new_system $(printf '%s\n' $all | grep -vx meson)
stand_in id 'echo 1000'
stand_in sudo '"$@"'
run_setup build
expect "succeeds" [ "$status" -eq 0 ]
expect "installs through sudo" grep -q '^sudo env DEBIAN_FRONTEND=noninteractive apt-get install .* meson$' "$tmp/calls"

echo "not root, no sudo"
new_system $(printf '%s\n' $all | grep -vx meson)
stand_in id 'echo 1000'
run_setup build
expect "fails" [ "$status" -eq 1 ]
expect "says what to run" grep -q 'apt-get install --no-install-recommends meson$' "$tmp/err"

echo "no apt"
new_system
rm "$bin/apt-get" "$bin/dpkg-query"
run_setup build
expect "fails" [ "$status" -eq 1 ]
expect "lists the packages" grep -q '^ *libarchive-dev$' "$tmp/err"
MARSAD_SKIP_SETUP=1 run_setup build
expect "can be skipped" [ "$status" -eq 0 ]

echo "apt-get cannot install"
new_system
stand_in apt-get 'case $1 in install) exit 100 ;; esac; case $* in *install*) exit 100 ;; esac'
run_setup build
expect "fails" [ "$status" -eq 1 ]
expect "says so" grep -q 'could not install' "$tmp/err"

echo "no network for the update, but the package is in the cache"
new_system $(printf '%s\n' $all | grep -vx meson)
stand_in apt-get "case \$1 in update) exit 100 ;; esac; echo meson >> '$tmp/installed'"
run_setup build
expect "succeeds" [ "$status" -eq 0 ]

echo "wrong usage"
for command in "scripts/setup" "scripts/setup x" "run x" "run build x" "check x"; do
    status=0
    # Word splitting is wanted: a program and its arguments.
    sh -c "cd '$root' && exec ./$command" >"$tmp/out" 2>"$tmp/err" || status=$?
    expect "$command exits with 2" [ "$status" -eq 2 ]
    expect "$command says how to use it" [ -s "$tmp/err" ]
done

[ "$failures" -eq 0 ]
