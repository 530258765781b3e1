#include "engine/techniques/technique.h"

#include "engine/techniques/distillation.h"
#include "engine/techniques/ladder.h"
#include "engine/techniques/layer_drop.h"
#include "engine/techniques/learned_layer_drop.h"
#include "engine/techniques/theseus.h"

namespace layerlab {

TechniqueList makeTechniques(const Blueprint& blueprint, const Techniques& settings, std::unique_ptr<EncoderModel> teacher) {
    TechniqueList all;
    // What says who runs comes before what takes layers away.
    if (settings.theseus) all.push_back(std::make_unique<Theseus>(blueprint, *settings.theseus));
    if (settings.ladder) all.push_back(std::make_unique<Ladder>(blueprint, *settings.ladder));
    if (settings.layer_drop) {
        const Model& measured = blueprint.measured().model;
        if (learnsRates(settings)) {
            all.push_back(std::make_unique<LearnedLayerDrop>(activeSlots(measured), slotCount(measured), settings.layer_drop->rate));
        } else {
            all.push_back(std::make_unique<LayerDrop>(dropRates(measured, settings)));
        }
    }
    if (settings.distillation) all.push_back(std::make_unique<Distillation>(blueprint, *settings.distillation, std::move(teacher)));
    return all;
}

}  // namespace layerlab
