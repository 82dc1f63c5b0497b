# Sourced, never run: finds a JDK without asking anybody. Sets nothing but what find_jdk says.

# java_feature HOME: prints the feature version (17, 21, 25) of the JDK there; fails if there is none.
java_feature() {
    local line version
    [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=*)
                    version=${line#*\"}
                    version=${version%%[!0-9]*}
                    echo "${version:-0}"
                    return 0
                    ;;
            esac
        done < "$1/release"
    fi
    version=$("$1/bin/java" -version 2>&1 < /dev/null | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    echo "${version:-0}"
}

# java_on_path: prints the home of the java on PATH, links followed; fails if there is none.
java_on_path() {
    local java
    java=$(command -v java) || return 1
    while [ -L "$java" ]; do
        case $(readlink "$java") in
            /*) java=$(readlink "$java") ;;
            *) java=$(dirname "$java")/$(readlink "$java") ;;
        esac
    done
    (cd "$(dirname "$java")/.." && pwd -P)
}

# find_jdk LOWEST [TOOL]: prints the home of a JDK of at least that version that has bin/TOOL (java unless given):
# JAVA_HOME, else the java on PATH, else of all that are installed in the usual places 25, else the newest.
find_jdk() {
    local lowest=$1 tool=${2:-java} home feature best="" best_feature=0
    for home in "${JAVA_HOME:-}" "$(java_on_path)"; do
        if [ -n "$home" ] && [ -x "$home/bin/$tool" ] && feature=$(java_feature "$home") &&
            [ "$feature" -ge "$lowest" ]; then
            echo "$home"
            return 0
        fi
    done
    for home in "${JAVA25_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${SDKMAN_DIR:-${HOME:-/}/.sdkman}"/candidates/java/* "${HOME:-/}"/.jdks/*; do
        if [ -n "$home" ] && [ -x "$home/bin/$tool" ] && feature=$(java_feature "$home") &&
            [ "$feature" -ge "$lowest" ]; then
            if [ "$feature" -eq 25 ]; then
                echo "$home"
                return 0
            elif [ "$feature" -gt "$best_feature" ]; then
                best=$home best_feature=$feature
            fi
        fi
    done
    [ -n "$best" ] && echo "$best"
}
