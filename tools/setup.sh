# Shared by ./run and ./test: installs Debian packages that are missing, configures and builds.
# shellcheck shell=bash

packages=(cmake ninja-build g++ ccache libtorch-dev libopenblas0-openmp libgloo-dev libyaml-cpp-dev nlohmann-json3-dev
    libcli11-dev libicu-dev libssl-dev zlib1g-dev libprotobuf-dev protobuf-compiler qt6-base-dev qt6-base-dev-tools qt6-svg-dev libqcustomplot-dev libqt6svg6 qt6-qpa-plugins
    qt6-l10n-tools fonts-dejavu-core)

# install_packages: does nothing, and asks for nothing, where all are there.
install_packages() {
    local missing=() package
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "This is no Debian-like system, so nothing is installed. Needed: CMake, Ninja, a C++20 compiler, LibTorch," \
             "Qt 6 (Widgets, Svg, PrintSupport, Test), QCustomPlot for Qt 6, yaml-cpp, nlohmann-json, CLI11, ICU, OpenSSL, Protocol Buffers, zlib." >&2
        return 0
    fi
    for package in "${packages[@]}"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    local sudo=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || { echo "Please install, as root: ${missing[*]}" >&2; exit 1; }
        sudo=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
    "${sudo[@]}" apt-get update -qq || echo "The package lists could not be brought up to date; trying with those there are." >&2
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# build_preset NAME TESTING: configures once, then builds what changed. With TESTING ON the tests are built too.
build_preset() {
    local preset=$1 testing=$2 log
    cd "$root"
    local folder=build/$preset
    if [[ ! -f $folder/build.ninja ]] || { [[ $testing == ON ]] && ! grep -q '^BUILD_TESTING:BOOL=ON' "$folder/CMakeCache.txt"; }; then
        log=$(mktemp)
        if ! cmake --preset "$preset" -DBUILD_TESTING="$testing" >"$log" 2>&1; then
            cat "$log" >&2
            rm -f "$log"
            exit 1
        fi
        rm -f "$log"
    fi
    if [[ -t 2 || $testing == ON ]]; then cmake --build "$folder" >&2; else cmake --build "$folder" >/dev/null; fi
}
