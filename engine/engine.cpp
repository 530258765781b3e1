#include "engine/engine.h"

#include <dlfcn.h>

#include <filesystem>
#include <mutex>

#include "engine/platform/machine.h"
#include "engine/text.h"

namespace layerlab {

namespace {

// The tensor library lies beside the library that this code is in, in a build folder and when installed alike.
std::string tensorLibraryPath() {
    Dl_info info;
    if (::dladdr(reinterpret_cast<void*>(&tensorLibraryPath), &info) && info.dli_fname) {
        const auto path = std::filesystem::path(info.dli_fname).parent_path() / "liblayerlab-tensors.so";
        if (std::filesystem::exists(path)) return path.string();
    }
    return "liblayerlab-tensors.so";
}

}  // namespace

std::shared_ptr<Engine> loadEngine() {
    static std::mutex mutex;
    static std::weak_ptr<Engine> running;
    static void* library = nullptr;  // never closed: LibTorch does not survive it
    static std::string kernels;
    const std::lock_guard lock(mutex);
    if (auto engine = running.lock()) return engine;
    if (!library) {
        kernels = prepareBlas();
        library = ::dlopen(tensorLibraryPath().c_str(), RTLD_NOW | RTLD_GLOBAL);
        if (!library) {
            const char* reason = ::dlerror();
            throw Error(ErrorKind::Io, text("the engine's tensor library cannot be loaded; is LibTorch installed? (%1)",
                                            reason ? std::string(reason) : text("no reason given")));
        }
    }
    using Create = Engine* (*)(const char*);
    const auto create = reinterpret_cast<Create>(::dlsym(library, "layerlab_create_engine"));
    if (!create) throw Error(ErrorKind::Io, text("liblayerlab-tensors.so is of another version; reinstall LayerLab"));
    std::shared_ptr<Engine> engine(create(kernels.c_str()));
    running = engine;
    return engine;
}

}  // namespace layerlab
