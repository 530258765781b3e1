// How a job follows and ends the preparing of its data.
#pragma once

#include "engine/data/byte_source.h"
#include "engine/platform/clock.h"
#include "engine/runs/event.h"
#include "engine/text.h"
#include "engine/training/control.h"

namespace layerlab {

// Both must outlive the watch.
inline ReadWatch watchOf(const Control& control, const EventSink& sink) {
    return {[&sink](std::int64_t done, std::int64_t all) {
                const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0;
                sink({0, secondsSince1970(), Progress{share, text("preparing the data")}});
            },
            [&control] { return control.stopping(); }};
}

}  // namespace layerlab
