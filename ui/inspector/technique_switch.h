// The switch in a technique's header: off takes the technique out of the shown stage, on brings back its last settings. It says
// what keeps it from being switched on, and, where a trained model is missing, offers to train one.
#pragma once

#include <QString>
#include <functional>
#include <optional>

#include "engine/experiment/experiment.h"
#include "ui/inspector/remembered.h"

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
    addTechniqueSwitch(
        section, document, QString::fromLatin1(key), [member](const Techniques& techniques) { return (techniques.*member).has_value(); },
        [member, remembered = Remembered<Settings>(document), at_first](Experiment& experiment, bool on) {
            std::optional<Settings>& settings = experiment.techniques.*member;
            if (settings) remembered.keep(*settings);
            if (on) settings = remembered.find();
            else settings.reset();
            if (on && !settings) settings = at_first(experiment);
        });
}

}  // namespace layerlab
