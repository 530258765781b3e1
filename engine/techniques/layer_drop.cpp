#include "engine/techniques/layer_drop.h"

#include "engine/random.h"

namespace layerlab {

void dropLayers(Plan& plan, const PassPlace& place, const std::vector<double>& rates) {
    const Draws draws(place.seed, Purpose::LayerDrop, static_cast<std::uint64_t>(place.step), place.micro_batch);
    std::erase_if(plan.measured().steps, [&](const Step& step) {
        const auto slot = static_cast<std::size_t>(step.slot - 1);
        return draws.uniform(static_cast<std::uint32_t>(slot)) < rates[slot];
    });
}

void LayerDrop::planTraining(Plan& plan, const PassPlace& place) const { dropLayers(plan, place, m_rates); }

void LayerDrop::scalars(const EncoderModel&, const Plan& plan, const PassPlace&, std::map<std::string, double>& named) const {
    named["layer_drop.depth"] = static_cast<double>(plan.measured().steps.size());
}

}  // namespace layerlab
