# shellcheck shell=bash
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The private Debian root in which Spacewright is built where the machine's own Qt is too old.
# Sourced by ./dev, which sets `here` (the checkout) and provides say() and die().

readonly devroot_suite=trixie
# shellcheck disable=SC2154 # here is set by ./dev
readonly devroot_list=$here/installer/devroot/packages.txt
readonly devroot_cache=${XDG_CACHE_HOME:-$HOME/.cache}/spacewright/roots
# Unpacked root plus its download, in MiB.
readonly devroot_needs_mib=5000

devroot_packages() { sed 's/#.*//' "$devroot_list" | tr -s ' \n' '\n' | sed '/^$/d'; }

# The root's folder: its name is the hash of what goes into it.
devroot_path() {
    local key
    key=$( (echo "$devroot_suite"; devroot_packages) | sha256sum)
    echo "$devroot_cache/${key:0:12}"
}

# True where the machine itself has every package of the list, so that no root is needed.
devroot_is_needless() {
    [[ ${SPACEWRIGHT_ROOT:-} == native ]] && return 0
    [[ ${SPACEWRIGHT_ROOT:-} == private ]] && return 1
    command -v dpkg-query >/dev/null || return 1
    local packages
    mapfile -t packages < <(devroot_packages)
    # shellcheck disable=SC2016 # ${Version} is dpkg-query's
    dpkg-query -W -f '${Version}\n' "${packages[@]}" >/dev/null 2>&1 || return 1
    dpkg --compare-versions "$(dpkg-query -W -f '${Version}' cmake)" ge 3.31 &&
        dpkg --compare-versions "$(dpkg-query -W -f '${Version}' qt6-base-dev)" ge 6.8
}

# Where this machine gets Debian from; nothing is assumed. Prints nothing where it gets it nowhere.
devroot_mirror() {
    if [[ -n ${SPACEWRIGHT_DEBIAN_MIRROR:-} ]]; then
        echo "$SPACEWRIGHT_DEBIAN_MIRROR"
        return
    fi
    local sources=()
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
        [[ -f $file ]] && sources+=("$file")
    done
    ((${#sources[@]})) || return 0
    # One-line ("deb [options] URI suite") and deb822 ("URIs: URI") forms.
    sed -n -E 's/^(URIs:|deb( +\[[^]]*\])?) +([^ ]+).*/\3/p' "${sources[@]}" |
        awk '/debian\/?$/ && !first { first = $0 } END { if (first) print first }'
}

devroot_require_tools() {
    local tool missing=()
    for tool in mmdebstrap bwrap; do
        command -v "$tool" >/dev/null || missing+=("${tool/bwrap/bubblewrap}")
    done
    ((${#missing[@]})) || return 0
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
        say "Installing ${missing[*]} with apt-get."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } \
            >/dev/null || die "apt-get could not install ${missing[*]}. Install them, then run this again."
    else
        die "Needed first: ${missing[*]}. Install them (Debian: sudo apt install ${missing[*]}), then run this again."
    fi
}

devroot_free_mib() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

# Makes the root unless it is there. Safe to interrupt at any point: it is built beside its place
# and renamed into it, under a lock that dies with this process.
devroot_make() {
    local root free log mirror
    root=$(devroot_path)
    [[ -d $root ]] && return 0
    devroot_require_tools
    mkdir -p "$devroot_cache"
    exec {devroot_lock}>"$root.lock"
    flock -n "$devroot_lock" || {
        say "Another ./dev is preparing the build root; waiting for it."
        flock "$devroot_lock"
    }
    [[ -d $root ]] && return 0

    free=$(devroot_free_mib "$devroot_cache")
    ((free >= devroot_needs_mib)) ||
        die "$devroot_cache has $free MiB free; the build root needs $devroot_needs_mib. Free some space, or set XDG_CACHE_HOME to a larger disk."
    mirror=$(devroot_mirror)
    [[ -n $mirror ]] ||
        die "No Debian mirror is configured here. Set SPACEWRIGHT_DEBIAN_MIRROR to one, then run this again."

    say "Preparing a private Debian 13 with Qt 6.8 and $(devroot_packages | wc -l) packages in"
    say "$root: about 3 GB, two to five minutes, once."
    log=$root.log
    rm -rf --one-file-system "$root.partial"
    mkdir -p "$root.partial"
    : >"$log"
    # Extracted by us rather than by mmdebstrap, so that an ordinary user owns the files. In English, which
    # devroot_explain_failure reads.
    if ! env -u LANGUAGE LC_ALL=C mmdebstrap --variant=apt --format=tar --quiet \
        --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' \
        --include="$(devroot_packages | paste -sd,)" \
        "$devroot_suite" - "$mirror" 2>>"$log" |
        env -u LANGUAGE LC_ALL=C tar -x -C "$root.partial" --exclude='./dev/*' 2>>"$log"; then
        devroot_explain_failure "$log"
    fi
    rm -rf "$root.partial"/var/cache/apt/archives/*.deb
    # What devroot_exec binds over must be a plain file, not a link into the host's /run or /usr.
    local name
    for name in resolv.conf hosts localtime machine-id; do
        rm -f "$root.partial/etc/$name"
        : >"$root.partial/etc/$name"
    done
    mv "$root.partial" "$root"
    say "The build root is ready."
}

devroot_explain_failure() {
    local log=$1
    tail -n 5 "$log" >&2
    if grep -q 'No space left' "$log"; then
        die "The disk is full. Free $devroot_needs_mib MiB under $devroot_cache, then run this again. Log: $log"
    elif grep -q -E 'Could not (resolve|connect)|Failed to fetch|Unable to connect' "$log"; then
        die "The Debian mirror did not answer. Check the network or set SPACEWRIGHT_DEBIAN_MIRROR. Log: $log"
    elif grep -q -E 'newuidmap|unshare|user namespace' "$log"; then
        die "This user may not make user namespaces. Install uidmap and allow them, or run as root. Log: $log"
    fi
    die "mmdebstrap stopped. The last lines are above, the whole log is $log"
}

# Prints the folder to bind so that `path` is inside what it is outside; nothing where the root has its own.
devroot_folder_of() {
    local root=$1 path=$2
    [[ $path == /* && -e $path ]] || return 0
    [[ -d $path ]] || path=$(dirname "$path")
    case $path/ in
    // | /dev/* | /proc/* | /sys/*) return ;;
    /var/tmp/*) path=/var/tmp ;;
    *)
        # What a package brought is what the root is for.
        grep -q -s -x -F -- "$path" "$root"/var/lib/dpkg/info/*.list && return
        ;;
    esac
    echo "$path"
}

# Makes the locale `name` one that the root's C library accepts: with UTF-8, and otherwise C. Languages and formats are
# Qt's, which has its own and looks at the name only.
devroot_provide_locale() {
    local root=$1 name=$2
    case $name in
    '' | C | C.* | POSIX | */* | .*) return ;;
    esac
    [[ -e $root/usr/lib/locale/$name ]] || ln -s C.utf8 "$root/usr/lib/locale/$name" 2>/dev/null || true
}

# Replaces this process by "$@" inside the root. Folders, streams, exit code and the variables of
# the session stay what they are; only /usr, /etc and /var are the root's, but for what is the person's there.
devroot_exec() {
    local root top path folder name bind=() covered=() wanted=()
    root=$(devroot_path)
    for top in /*; do
        case $top in
        /bin | /boot | /dev | /etc | /lib* | /lost+found | /proc | /run | /sbin | /sys | /usr | /var) ;;
        *) [[ -d $top && ! -L $top ]] && bind+=(--bind "$top" "$top") && covered+=("$top") ;;
        esac
    done
    for name in "${HOME:-}" "$here" "$PWD" "${TMPDIR:-}" "${XDG_CACHE_HOME:-}" "${XDG_CONFIG_HOME:-}" \
        "${XDG_DATA_HOME:-}" "${XDG_STATE_HOME:-}" "$@"; do
        [[ -e $name ]] && wanted+=("$name")
    done
    # Where links lead, too.
    mapfile -t -d '' -O "${#wanted[@]}" wanted < <(realpath -z -- "${wanted[@]}")
    for path in "${wanted[@]}"; do
        for top in "${covered[@]}"; do
            [[ $path/ == "$top"/* ]] && continue 2
        done
        folder=$(devroot_folder_of "$root" "$path")
        [[ -n $folder ]] && bind+=(--bind "$folder" "$folder") && covered+=("$folder")
    done
    for path in /etc/resolv.conf /etc/hosts /etc/passwd /etc/group /etc/localtime /etc/machine-id \
        /etc/pip.conf /etc/uv/uv.toml /etc/ssl/certs /usr/share/ca-certificates \
        /usr/local/share/ca-certificates /run/docker.sock "${XDG_RUNTIME_DIR:-/run/user/$EUID}"; do
        [[ -e $path ]] && bind+=(--bind "$(realpath "$path")" "$path")
    done
    ((EUID == 0)) && bind+=(--cap-add ALL)

    local locale=()
    for name in "${!LC_@}" LANG; do devroot_provide_locale "$root" "${!name:-}"; done
    # Qt says so on standard error where texts are not UTF-8.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) locale=(--setenv "$([[ -n ${LC_ALL:-} ]] && echo LC_ALL || echo LC_CTYPE)" C.UTF-8) ;;
    esac
    exec bwrap --bind "$root" / --dev-bind /dev /dev --dev-bind /proc /proc --ro-bind /sys /sys \
        "${bind[@]}" --chdir "$PWD" --die-with-parent \
        --setenv PATH "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:$PATH" \
        "${locale[@]}" --setenv SPACEWRIGHT_ROOT native \
        -- "$@"
}
