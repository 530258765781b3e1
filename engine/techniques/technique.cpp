#include "engine/techniques/technique.h"

#include "engine/techniques/layer_drop.h"

namespace layerlab {

std::vector<std::unique_ptr<Technique>> makeTechniques(const Model& model, const Techniques& settings) {
    std::vector<std::unique_ptr<Technique>> techniques;
    if (settings.layer_drop) techniques.push_back(std::make_unique<LayerDrop>(dropRates(model, settings)));
    return techniques;
}

}  // namespace layerlab
