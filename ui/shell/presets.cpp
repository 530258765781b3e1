#include "ui/shell/presets.h"

#include <QCoreApplication>

#include "ui/session/stack_edit.h"

namespace layerlab {

namespace {

Model shape(int layers, int hidden, int heads) {
    Model model;
    model.stack.resize(static_cast<std::size_t>(layers));
    model.hidden = hidden;
    model.heads = heads;
    model.feed_forward = 4 * hidden;
    return model;
}

// The models of Turc et al. 2019, arXiv 1908.08962: heads 64 wide.
Model bert(int layers, int hidden) {
    Model model = shape(layers, hidden, hidden / 64);
    model.norm = Norm::Post;
    model.pooler = true;
    return model;
}

Model albert() {
    Model model = shape(12, 256, 4);
    model.norm = Norm::Post;
    model.activation = Activation::GeluTanh;
    model.embedding_size = 128;
    model.pooler = true;
    return model;
}

Techniques sharingBy(std::optional<int> group_size, std::optional<int> groups) {
    Techniques techniques;
    techniques.sharing.emplace();
    techniques.sharing->group_size = group_size;
    techniques.sharing->groups = groups;
    return techniques;
}

Techniques layerDrop(double rate) {
    Techniques techniques;
    techniques.layer_drop.emplace().rate = rate;
    return techniques;
}

// All stages of a run share weights the same way: those that begin with the stack by the same rule, those that go on with it
// by what it has become. A successor and a side network share among themselves.
void shareAsFirstStage(Experiment& experiment) {
    const auto sharing = techniquesOfStage(experiment, 0).sharing;
    for (std::size_t i = 1; i < experiment.stages.size(); ++i) {
        Stage& stage = experiment.stages[i];
        if (stage.techniques.theseus || stage.techniques.ladder) continue;
        if (stage.from.kind != Origin::Kind::Previous) stage.techniques.sharing = sharing;
        else stage.techniques.sharing.reset();
    }
}

std::function<void(Experiment&)> start(const Model& model, const Techniques& techniques = {}) {
    return [model, techniques](Experiment& experiment) {
        // What stages say of slots follows; slots and depths that the new stack does not have would be an error of the person's,
        // who did not ask for it.
        resizeStack(experiment, slotCount(model));
        experiment.model = model;
        techniquesOfStage(experiment, 0) = techniques;
        shareAsFirstStage(experiment);
        changeSlots(experiment, {}, {});
    };
}

QString presetWords(const char* text) { return QCoreApplication::translate("Presets", text); }

}  // namespace

QList<Preset> modelPresets() {
    const auto bertText = [](int layers, int hidden) {
        return QCoreApplication::translate("Presets",
                                           "BERT with %1 layers, %2 wide, normalised after each half "
                                           "(Turc et al. 2019, arXiv 1908.08962).")
            .arg(layers)
            .arg(hidden);
    };
    return {
        {presetWords(QT_TRANSLATE_NOOP("Presets", "Tiny for trying out")),
         presetWords(QT_TRANSLATE_NOOP("Presets", "2 layers, 32 wide: a step takes a moment, so that everything can be tried at once.")),
         start(shape(2, 32, 4))},
        {QStringLiteral("BERT-tiny"), bertText(2, 128), start(bert(2, 128))},
        {QStringLiteral("BERT-mini"), bertText(4, 256), start(bert(4, 256))},
        {QStringLiteral("BERT-small"), bertText(4, 512), start(bert(4, 512))},
        {QStringLiteral("BERT-medium"), bertText(8, 512), start(bert(8, 512))},
        {QStringLiteral("BERT-base"), bertText(12, 768), start(bert(12, 768))},
        {presetWords(QT_TRANSLATE_NOOP("Presets", "ALBERT-like")),
         presetWords(QT_TRANSLATE_NOOP("Presets",
                                       "12 layers, 256 wide, that all use the same weights, with factorised embeddings of 128 "
                                       "(Lan et al. 2019, arXiv 1909.11942).")),
         start(albert(), sharingBy({}, 1))},
        {presetWords(QT_TRANSLATE_NOOP("Presets", "12 layers, groups of two")),
         presetWords(QT_TRANSLATE_NOOP("Presets", "12 layers, 128 wide; every two neighbours use the same weights.")),
         start(shape(12, 128, 4), sharingBy(2, {}))},
        {presetWords(QT_TRANSLATE_NOOP("Presets", "48-layer LayerDrop")),
         presetWords(QT_TRANSLATE_NOOP("Presets",
                                       "48 layers, 64 wide, each left out of one training pass in five, to be pruned to any depth "
                                       "(Fan, Grave and Joulin 2019, arXiv 1909.11556).")),
         start(shape(48, 64, 4), layerDrop(0.2))},
    };
}

}  // namespace layerlab
