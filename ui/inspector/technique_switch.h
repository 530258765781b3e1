// The switch in a technique's header: off takes the technique out of the shown stage, on brings back its last settings. It says
// what keeps it from being switched on, and, where a trained model is missing, offers to train one.
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "engine/experiment/experiment.h"

namespace layerlab {

class CollapsibleSection;
class ExperimentDocument;

// The technique's name in the window, by its key.
QString techniqueTitle(const QString& key);
// Why a technique cannot be on beside those that are, or nothing.
QString reasonAgainstTechnique(const QString& key, const Techniques& techniques);

void addTechniqueSwitch(CollapsibleSection& section, ExperimentDocument& document, const QString& key,
                        const std::function<bool(const Techniques&)>& is_on, const std::function<void(Experiment&, bool)>& turn);

// at_first: the settings before there were any, for the shown stage.
template <class Settings, class AtFirst>
void addTechniqueSwitch(CollapsibleSection& section, ExperimentDocument& document, const char* key,
                        std::optional<Settings> Techniques::*member, AtFirst at_first) {
    const auto last = std::make_shared<std::optional<Settings>>();
    addTechniqueSwitch(
        section, document, QString::fromLatin1(key), [member](const Techniques& techniques) { return (techniques.*member).has_value(); },
        [member, last, at_first](Experiment& experiment, bool on) {
            std::optional<Settings>& settings = experiment.techniques.*member;
            if (settings) *last = settings;
            if (on) settings = *last ? **last : at_first(experiment);
            else settings.reset();
        });
}

}  // namespace layerlab
