#include "engine/experiment/cost.h"
#include "ui/format.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"

namespace layerlab {

namespace {

constexpr double bytes_per_weight = 4;

// Slots that stay keep their settings; lists with one entry a slot follow, the last entry repeated.
Binding bindLayers() {
    Binding binding = bindKey("model.layers");
    binding.store = [](ExperimentDocument& document, const QString& text) {
        Experiment checked = document.experiment();
        if (const std::string wrong = setKey(checked, "model.layers", {text.toStdString()}); !wrong.empty())
            return QString::fromStdString(wrong);
        const std::size_t slots_wanted = checked.model.stack.size();
        document.edit(CollapsibleSection::tr("change layers"), QStringLiteral("model.layers"), [slots_wanted](Experiment& experiment) {
            experiment.model.stack.resize(slots_wanted);
            if (auto& drop = experiment.techniques.layer_drop; drop && !drop->rates.empty())
                drop->rates.resize(slots_wanted, drop->rates.back());
            if (auto& sharing = experiment.techniques.sharing; sharing && !sharing->map.empty())
                sharing->map.resize(slots_wanted, std::string(sharing->map.back()));
        });
        return QString();
    };
    return binding;
}

QString costLine(const ExperimentDocument& document) {
    if (!document.firstError().isEmpty()) return CollapsibleSection::tr("Size and cost follow once the fields fit together.");
    const Experiment& experiment = document.experiment();
    const TaskSize size = document.taskSize();
    const Cost full = cost(experiment, experiment.techniques, size, activeSlots(experiment.model));
    return CollapsibleSection::tr("%1 parameters · %2 · %3 · about %4 to train")
        .arg(countText(static_cast<double>(full.parameters)), bytesText(static_cast<double>(full.parameters) * bytes_per_weight),
             flopsText(full.flops), bytesText(trainingMemory(experiment, size)));
}

}  // namespace

CollapsibleSection* makeModelSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Model"), QStringLiteral("model"), parent);

    auto* layers = new NumberEditor(NumberEditor::Kind::Integer);
    layers->setRange(1, 10000);
    section->add(new FieldRow(document, CollapsibleSection::tr("Layers"), bindLayers(), layers));
    addInteger(*section, document, CollapsibleSection::tr("Hidden"), "model.hidden");
    addInteger(*section, document, CollapsibleSection::tr("Heads"), "model.heads");
    addInteger(*section, document, CollapsibleSection::tr("Feed-forward"), "model.feed_forward");
    addChoice(*section, document, CollapsibleSection::tr("Normalise"), "model.norm");
    addChoice(*section, document, CollapsibleSection::tr("Activation"), "model.activation");
    addReal(*section, document, CollapsibleSection::tr("Dropout"), "model.dropout");
    addReal(*section, document, CollapsibleSection::tr("Attention dropout"), "model.attention_dropout");
    addInteger(*section, document, CollapsibleSection::tr("Embedding size"), "model.embedding_size");
    addNote(*section, document, costLine)->setObjectName(QStringLiteral("costLine"));
    return section;
}

}  // namespace layerlab
