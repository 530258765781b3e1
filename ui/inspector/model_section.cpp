#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/estimates.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/preset_row.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/warning_note.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"
#include "ui/session/stack_edit.h"

namespace layerlab {

namespace {

Binding bindLayers() {
    Binding binding = bindKey("model.layers");
    binding.store = [](ExperimentDocument& document, const QString& text) {
        Experiment checked = document.experiment();
        if (const std::string wrong = setKey(checked, "model.layers", {text.toStdString()}); !wrong.empty())
            return QString::fromStdString(wrong);
        const int wanted = slotCount(checked.model);
        document.edit(CollapsibleSection::tr("change layers"), QStringLiteral("model.layers"),
                      [wanted](Experiment& experiment) { resizeStack(experiment, wanted); });
        return QString();
    };
    return binding;
}

}  // namespace

CollapsibleSection* makeModelSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Model"), QStringLiteral("model"), parent);
    section->setProperty("helpPage", QStringLiteral("figures"));
    section->add(makePresetRow(document));
    addChoice(*section, document, CollapsibleSection::tr("Family"), "model.family");

    auto* layers = new NumberEditor(NumberEditor::Kind::Integer);
    layers->setRange(1, 10000);
    section->add(new FieldRow(document, CollapsibleSection::tr("Layers"), bindLayers(), layers));
    addInteger(*section, document, CollapsibleSection::tr("Hidden"), "model.hidden");
    addInteger(*section, document, CollapsibleSection::tr("Heads"), "model.heads");
    addInteger(*section, document, CollapsibleSection::tr("Feed-forward"), "model.feed_forward");
    addChoice(*section, document, CollapsibleSection::tr("Normalise"), "model.norm");
    addChoice(*section, document, CollapsibleSection::tr("Activation"), "model.activation");
    addReal(*section, document, CollapsibleSection::tr("Dropout"), "model.dropout");

    Fold* advanced = addFold(*section, CollapsibleSection::tr("Advanced"), QStringLiteral("model"));
    addReal(*advanced, document, CollapsibleSection::tr("Attention dropout"), "model.attention_dropout");
    addInteger(*advanced, document, CollapsibleSection::tr("Embedding size"), "model.embedding_size");
    addChoice(*advanced, document, CollapsibleSection::tr("Attention"), "model.attention");
    addChoice(*advanced, document, CollapsibleSection::tr("Pooling"), "model.pooling");
    addSwitch(*advanced, document, CollapsibleSection::tr("Pooler"), "model.pooler");
    addInteger(*advanced, document, CollapsibleSection::tr("Token types"), "model.token_types");
    addReal(*advanced, document, CollapsibleSection::tr("Initial spread"), "model.initializer_range");
    addReal(*advanced, document, CollapsibleSection::tr("Norm epsilon"), "model.norm_epsilon");
    addWarnings(*section, document, "model");
    section->add(new Estimates(document));
    return section;
}

}  // namespace layerlab
