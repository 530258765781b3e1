#!/usr/bin/env bash
# tools/package.sh                      builds the Debian package in build/package and prints its path.
# tools/package.sh --check DIR [DEB]    the same (or takes DEB as it is), then installs it in the root folder DIR and uses it
#                                       there as a person would. Needs root. DIR is made, for example, by
#                                       debootstrap --variant=minbase bookworm DIR
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tools/setup.sh
source "$root/tools/setup.sh"

fail() {
    echo "package.sh: $*" >&2
    exit 1
}

# build_package: sets $package to the path of a new .deb.
build_package() {
    local preset=${LAYERLAB_PRESET:-release} folder=$root/build/package log
    packages+=(dpkg-dev file)      # find out which packages the programs need
    install_packages
    build_preset "$preset" OFF
    rm -rf "$folder"
    mkdir -p "$folder"
    log=$folder/cpack.log
    cpack --config "$root/build/$preset/CPackConfig.cmake" -B "$folder" >"$log" 2>&1 || { cat "$log" >&2; fail "CPack failed"; }
    package=$(find "$folder" -maxdepth 1 -name 'layerlab_*.deb')
    [[ -f $package ]] || fail "CPack made no package; see $log"

    local fields files path
    fields=$(dpkg-deb -I "$package")
    files=$(dpkg-deb -c "$package")
    grep -q 'Depends:.*libtorch' <<<"$fields" || fail "the package does not depend on LibTorch"
    for path in bin/layerlab bin/layerlab-cli lib/layerlab/liblayerlab-core.so lib/layerlab/liblayerlab-tensors.so \
        share/layerlab/examples/default.yaml share/applications/org.layerlab.LayerLab.desktop \
        share/metainfo/org.layerlab.LayerLab.metainfo.xml share/icons/hicolor/scalable/apps/org.layerlab.LayerLab.svg \
        share/man/man1/layerlab.1 share/man/man1/layerlab-cli.1 share/doc/layerlab/copyright; do
        grep -q " ./usr/$path\$" <<<"$files" || fail "/usr/$path is missing in the package"
    done
}

# check_package DIR: installs $package in the root folder DIR and uses it.
check_package() {
    local dir=$1 ours=0 inside plugin
    inside=/tmp/layerlab-check
    ((EUID == 0)) || fail "--check needs root"
    [[ -x $dir/usr/bin/apt-get ]] || fail "$dir is no root folder of a Debian system; make one with debootstrap"
    # Without /proc LibTorch takes the processor for one without vector instructions.
    if ! mountpoint -q "$dir/proc"; then
        mount -t proc proc "$dir/proc"
        ours=1
    fi
    # shellcheck disable=SC2064
    trap "((! $ours)) || umount '$dir/proc'" EXIT
    rm -rf "$dir$inside"
    mkdir -p "$dir$inside"
    chmod 700 "$dir$inside"
    cp "$package" "$dir$inside/layerlab.deb"

    there() {
        chroot "$dir" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$inside" XDG_RUNTIME_DIR="$inside" LC_ALL=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive "$@"
    }
    there apt-get update -qq
    # What the package recommends is left out: what it depends on must be enough.
    there apt-get install -y -qq --no-install-recommends --reinstall "$inside/layerlab.deb" >"$dir$inside/apt.log" 2>&1 ||
        { tail -n 20 "$dir$inside/apt.log" >&2; fail "the package cannot be installed"; }

    there layerlab --version
    for example in "$dir"/usr/share/layerlab/examples/*.yaml; do
        there layerlab-cli check "${example#"$dir"}"
    done
    local run
    run=$(there layerlab-cli run /usr/share/layerlab/examples/default.yaml --set train.steps=20 --set train.warmup_steps=5 \
        --out "$inside/runs" | tail -n 1)
    there layerlab --render "$run" --to "$inside/charts"
    there test -s "$inside/charts/loss.png" -a -s "$inside/charts/loss.svg" -a -s "$inside/charts/loss.pdf"
    # The window itself: open for five seconds, then asked to close. It must not have ended before, nor end badly.
    local begin=$SECONDS
    there timeout --preserve-status -s TERM -k 20 5 layerlab -platform offscreen
    ((SECONDS - begin >= 4)) || fail "the window closed by itself"
    # What a real display needs is loaded by Qt only there.
    plugin=$(find "$dir"/usr/lib/*/qt6/plugins/platforms -name libqxcb.so)
    [[ -n $plugin ]] || fail "Qt's plugin for X11 is not installed"
    if there ldd "${plugin#"$dir"}" | grep 'not found' >&2; then fail "Qt's plugin for X11 lacks libraries"; fi
    rm -rf "$dir$inside"
    echo "installed and used in $dir: fine" >&2
}

case ${1:-} in
    "") build_package ;;
    --check)
        [[ -d ${2:-} ]] || fail "--check needs the root folder of a Debian system"
        if [[ -n ${3:-} ]]; then package=$(realpath "$3"); else build_package; fi
        check_package "$(realpath "$2")" >&2
        ;;
    -h | --help) sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown: $1 (see --help)" ;;
esac
echo "$package"
