// The switch in a technique's header: off takes the technique out of the experiment, on brings back its last settings.
#pragma once

#include <QSignalBlocker>
#include <memory>
#include <optional>

#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

// member: where the technique's settings live in an experiment, e.g. [](Experiment& e) -> auto& { return e.… }.
template <typename Settings, typename Member>
void addTechniqueSwitch(CollapsibleSection& section, ExperimentDocument& document, const QString& name, const Settings& atFirst,
                        Member member) {
    ToggleSwitch* toggle = section.addSwitch(name);
    auto last = std::make_shared<Settings>(atFirst);
    const auto now = [&document, member]() -> std::optional<Settings> {
        Experiment copy = shownStage(document.experiment());
        return member(copy);
    };
    QObject::connect(toggle, &QAbstractButton::clicked, &section, [&document, name, last, member, now](bool on) {
        if (const auto settings = now()) *last = *settings;
        const QString text = on ? CollapsibleSection::tr("switch on %1").arg(name) : CollapsibleSection::tr("switch off %1").arg(name);
        document.edit(text, {}, [&](Experiment& experiment) {
            if (on) member(experiment) = *last;
            else member(experiment).reset();
        });
    });
    const auto follow = [&section, &document, toggle, now] {
        {
            const QSignalBlocker quiet(toggle);
            toggle->setChecked(now().has_value());
        }
        const bool staged = hasStages(document.experiment());
        toggle->setEnabled(!staged);
        toggle->setToolTip(staged ? CollapsibleSection::tr("Stages are edited in the YAML tab.") : QString());
        toggle->update();
        section.refresh();
    };
    QObject::connect(&document, &ExperimentDocument::changed, &section, follow);
    follow();
}

}  // namespace layerlab
