// Trains in this thread, as the engine's thread does.
#pragma once

#include <filesystem>
#include <functional>

#include "engine/training/control.h"
#include "engine/training/trainer.h"

namespace layerlab {

// Calls `each` for every event; gives the run's folder.
inline std::filesystem::path trainHere(const TrainJob& job, const std::function<void(const Event&, Control&)>& each = {}) {
    Control control(job.start_paused);
    std::filesystem::path folder = job.resume;
    train(job, "kernels", control, [&](const Event& event) {
        if (const auto* started = std::get_if<RunStarted>(&event.what)) folder = started->run;
        if (each) each(event, control);
    });
    return folder;
}

}  // namespace layerlab
