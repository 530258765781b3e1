// A technique plans the pass: it decides which layers run in a training pass, with whose weights, and who learns. One
// small class, one file, registered in makeTechniques(). Sharing needs no class: its slots name the same halves from the
// start (weightMap in experiment.h).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "engine/model/plan.h"

namespace layerlab {

// One training pass, as far as draws depend on it.
struct PassPlace {
    std::uint64_t seed = 0;
    std::int64_t step = 0;  // from 0, over the whole run
    std::uint32_t micro_batch = 0;
};

class Technique {
public:
    virtual ~Technique() = default;
    // Changes the plan of a training pass. Evaluation runs routes of the full plan and never calls this.
    virtual void planTraining(Plan& plan, const PassPlace& place) const = 0;
    // Named figures of a pass ("layer_drop.depth").
    virtual void scalars(const Plan& plan, std::map<std::string, double>& named) const = 0;
};

std::vector<std::unique_ptr<Technique>> makeTechniques(const Model& model, const Techniques& settings);

}  // namespace layerlab
