#include "ui/inspector/slot_section.h"

#include <QGridLayout>
#include <QPushButton>
#include <algorithm>

#include "engine/experiment/cost.h"
#include "engine/experiment/fields.h"
#include "ui/format.h"
#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/switch_editor.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"
#include "ui/session/slot_selection.h"
#include "ui/session/stack_edit.h"

namespace layerlab {

namespace {

std::string slotPath(int number, const std::string& key) { return "model.stack[" + std::to_string(number) + "]." + key; }

const Slot& slotAt(const Experiment& experiment, int number) { return experiment.model.stack[static_cast<std::size_t>(number - 1)]; }

NumberEditor* makeNumber(NumberEditor::Kind kind, const std::string& key) {
    auto* editor = new NumberEditor(kind);
    if (const KeyHelp* help = keyHelp("model.stack[]." + key)) editor->setRange(help->minimum, help->maximum);
    return editor;
}

// The model's own choice stands first, under the empty word.
ChoiceEditor* makeChoice(const std::string& key) {
    auto* editor = new ChoiceEditor;
    editor->addChoice(QString(), CollapsibleSection::tr("as the model"));
    if (const KeyHelp* help = keyHelp("model.stack[]." + key))
        for (const std::string& word : help->choices)
            editor->addChoice(QString::fromStdString(word),
                              choiceLabel(QStringLiteral("model.") + QString::fromStdString(key), QString::fromStdString(word)));
    return editor;
}

void nameModelChoice(ChoiceEditor* editor, const Experiment& experiment, const std::string& key) {
    const std::string path = "model." + key;
    const QString word = QString::fromStdString(getValue(experiment, path).value_or(std::string()));
    editor->addChoice(QString(), CollapsibleSection::tr("as the model: %1").arg(choiceLabel(QString::fromStdString(path), word)));
}

}  // namespace

template <class T>
SlotSection::Field SlotSection::field(const char* key, const QString& words, T Slot::*member) {
    return {key, words, [member](Slot& to, const Slot& from) { to.*member = from.*member; },
            [member](const Slot& a, const Slot& b) { return a.*member == b.*member; }};
}

SlotSection::SlotSection(ExperimentDocument& document, SlotSelection& selection, QWidget* parent)
    : CollapsibleSection(tr("Selected layers"), QStringLiteral("slots"), parent),
      m_document(document),
      m_selection(selection),
      m_rate(makeNumber(NumberEditor::Kind::Real, "drop_rate")),
      m_heads(makeNumber(NumberEditor::Kind::Integer, "heads")),
      m_head_size(makeNumber(NumberEditor::Kind::Integer, "head_size")),
      m_width(makeNumber(NumberEditor::Kind::Integer, "feed_forward")),
      m_activation(makeChoice("activation")),
      m_norm(makeChoice("norm")),
      m_cost(new MutedLabel) {
    setProperty("helpPage", QStringLiteral("window"));
    setObjectName(QStringLiteral("slotSection"));
    for (NumberEditor* editor : {m_rate, m_heads, m_head_size, m_width}) {
        editor->setBlank(QString(), QString());
        editor->setBlank(tr("mixed"), tr("mixed"));
    }
    for (ChoiceEditor* editor : {m_activation, m_norm}) editor->setPlaceholder(tr("mixed"));
    m_rate_row = addField(tr("LayerDrop rate"), field("drop_rate", tr("LayerDrop rate"), &Slot::drop_rate), m_rate);
    addField(tr("Heads"), field("heads", tr("heads"), &Slot::heads), m_heads);
    addField(tr("Head size"), field("head_size", tr("head size"), &Slot::head_size), m_head_size);
    addField(tr("Feed-forward"), field("feed_forward", tr("feed-forward width"), &Slot::feed_forward), m_width);
    addField(tr("Activation"), field("activation", tr("activation"), &Slot::activation), m_activation);
    addField(tr("Normalise"), field("norm", tr("normalisation"), &Slot::norm), m_norm);
    addField(tr("Attention half"), field("attention", tr("attention half"), &Slot::attention), new SwitchEditor);
    addField(tr("Feed-forward half"), field("feed_forward_block", tr("feed-forward half"), &Slot::feed_forward_block), new SwitchEditor);
    addField(tr("Skip"), field("skip", tr("skipping"), &Slot::skip), new SwitchEditor);
    addField(tr("Frozen"), field("frozen", tr("freezing"), &Slot::frozen), new SwitchEditor);
    addButtons();
    m_cost->setObjectName(QStringLiteral("slotCost"));
    m_cost->setWordWrap(true);
    add(m_cost);
    connect(&document, &ExperimentDocument::problemsChanged, this, &SlotSection::follow);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &SlotSection::follow);
    connect(&selection, &SlotSelection::changed, this, &SlotSection::selectionChanged);
    hide();
    selectionChanged();
}

void SlotSection::setPossible(bool possible) {
    m_possible = possible;
    follow();
}

void SlotSection::focusFirstField() {
    unfold();
    for (FieldRow* row : m_rows) {
        QWidget* control = row->editor()->control();
        if (control->isEnabled()) return control->setFocus(Qt::OtherFocusReason);
    }
}

FieldRow* SlotSection::addField(const QString& label, const Field& field, FieldEditor* editor) {
    const Binding binding{"model.stack[]." + field.key, [this, field](const Experiment& experiment) { return textOf(field, experiment); },
                          [this, field](ExperimentDocument&, const QString& text) { return store(field, text); },
                          [this, field](const ExperimentDocument&) { return problem(field); }};
    auto* row = new FieldRow(m_document, label, binding, editor);
    m_rows << row;
    add(row);
    return row;
}

QPushButton* SlotSection::addButton(QGridLayout* grid, int place, const QString& text, const char* name) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    grid->addWidget(button, place / 2, place % 2);
    return button;
}

void SlotSection::addButtons() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setSpacing(6);
    m_share = addButton(grid, 0, tr("Share"), "share");
    m_own = addButton(grid, 1, tr("Own weights"), "ownWeights");
    m_share_attention = addButton(grid, 2, tr("Share attention"), "shareAttention");
    m_share_feed_forward = addButton(grid, 3, tr("Share feed-forward"), "shareFeedForward");
    m_as_model = addButton(grid, 4, tr("As the model"), "asModel");
    add(box);

    const auto share = [this](QPushButton* button, const QString& text, Share part) {
        connect(button, &QPushButton::clicked, this, [this, text, part] {
            edit(text.arg(numbers().size()), {},
                 [part](Experiment& experiment, const std::vector<int>& picked) { shareSlots(experiment, picked, part); });
        });
    };
    share(m_share, tr("share %1 layers"), Share::Layer);
    share(m_share_attention, tr("share the attention of %1 layers"), Share::Attention);
    share(m_share_feed_forward, tr("share the feed-forward of %1 layers"), Share::FeedForward);
    connect(m_own, &QPushButton::clicked, this,
            [this] { edit(named(tr("give layer %1 weights of its own"), tr("give %1 layers weights of their own")), {}, unshareSlots); });
    connect(m_as_model, &QPushButton::clicked, this, [this] {
        edit(named(tr("set layer %1 as the model"), tr("set %1 layers as the model")), {},
             [](Experiment& experiment, const std::vector<int>& picked) {
                 changeSlots(experiment, picked, [](Slot& slot) {
                     slot.drop_rate.reset();
                     slot.heads.reset();
                     slot.head_size.reset();
                     slot.feed_forward.reset();
                     slot.activation.reset();
                     slot.norm.reset();
                 });
             });
    });
}

std::vector<int> SlotSection::numbers() const {
    std::vector<int> picked;
    for (const int number : m_selection.numbers())
        if (number >= 1 && number <= slotCount(m_document.experiment().model)) picked.push_back(number);
    return picked;
}

QString SlotSection::textOf(const Field& field, const Experiment& experiment) const {
    const std::vector<int> picked = numbers();
    if (picked.empty()) return {};
    const Slot& first = slotAt(experiment, picked.front());
    for (const int number : picked)
        if (!field.same(slotAt(experiment, number), first)) return tr("mixed");
    return QString::fromStdString(getValue(experiment, slotPath(picked.front(), field.key)).value_or(std::string()));
}

// Empty text: as the model. What the key allows is asked once, of the first slot; the others get its value.
QString SlotSection::store(const Field& field, const QString& text) {
    const std::vector<int> picked = numbers();
    if (picked.empty() || text == textOf(field, m_document.experiment())) return {};
    Slot wanted;
    if (!text.isEmpty()) {
        Experiment tried = m_document.experiment();
        const std::string wrong = setKey(tried, slotPath(picked.front(), field.key), {text.toStdString()});
        if (!wrong.empty()) return QString::fromStdString(wrong);
        wanted = slotAt(tried, picked.front());
    }
    QString merge_key = QString::fromStdString(field.key);
    for (const int number : picked) merge_key += ' ' + QString::number(number);
    const QString what = named(tr("change %2 of layer %1"), tr("change %2 of %1 layers"));
    edit(what.arg(field.words), merge_key, [&](Experiment& experiment, const std::vector<int>& numbers) {
        changeSlots(experiment, numbers, [&](Slot& slot) { field.copy(slot, wanted); });
    });
    return {};
}

QString SlotSection::problem(const Field& field) const {
    for (const int number : numbers())
        if (const QString found = m_document.problemAt(slotPath(number, field.key)); !found.isEmpty()) return found;
    return {};
}

void SlotSection::edit(const QString& text, const QString& merge_key,
                       const std::function<void(Experiment&, const std::vector<int>&)>& change) {
    const std::vector<int> picked = numbers();
    if (picked.empty()) return;
    m_document.edit(text, merge_key, [&](Experiment& experiment) { change(experiment, picked); });
}

// one: with the layer's number in it; several: with their count.
QString SlotSection::named(const QString& one, const QString& several) const {
    const std::vector<int> picked = numbers();
    return picked.size() == 1 ? one.arg(picked.front()) : several.arg(picked.size());
}

void SlotSection::selectionChanged() {
    follow();
    for (FieldRow* row : m_rows) row->reload();
}

void SlotSection::follow() {
    const std::vector<int> picked = numbers();
    const bool shown = m_possible && !picked.empty();
    const bool appears = shown && isHidden();
    setVisible(shown);
    if (!shown) return;
    setTitle(named(tr("Layer %1"), tr("%1 layers selected")));
    showInherited(picked);
    showButtons(picked);
    if (appears) Q_EMIT appeared();
}

// What the fields that say nothing mean.
void SlotSection::showInherited(const std::vector<int>& picked) {
    const Experiment experiment = shownStage(m_document);
    m_heads->setBlank(QString(), tr("as the model: %1").arg(experiment.model.heads));
    m_head_size->setBlank(QString(), tr("as the model: %1").arg(experiment.model.hidden / std::max(1, experiment.model.heads)));
    m_width->setBlank(QString(), tr("as the model: %1").arg(experiment.model.feed_forward));
    nameModelChoice(m_activation, experiment, "activation");
    nameModelChoice(m_norm, experiment, "norm");

    QString inherited;
    if (experiment.techniques.layer_drop) {
        Experiment without = experiment;
        changeSlots(without, picked, [](Slot& slot) { slot.drop_rate.reset(); });
        const std::vector<double> rates = dropRates(without.model, without.techniques);
        double lowest = 1, highest = 0;
        for (const int number : picked) {
            lowest = std::min(lowest, rates[static_cast<std::size_t>(number - 1)]);
            highest = std::max(highest, rates[static_cast<std::size_t>(number - 1)]);
        }
        inherited = QString::number(lowest, 'g', 3);
        if (lowest < highest) inherited += QStringLiteral(" … ") + QString::number(highest, 'g', 3);
        m_rate_row->setUnavailable({});
    } else {
        inherited = tr("LayerDrop is off");
        m_rate_row->setUnavailable(tr("A rate of its own matters once LayerDrop is switched on."));
    }
    m_rate->setBlank(QString(), inherited);

    if (!m_document.firstError().isEmpty()) return m_cost->setText(tr("Size and cost follow once the fields fit together."));
    // Of the layers themselves: a successor or a side network shares weights within itself.
    Techniques sharing;
    if (!experiment.techniques.theseus && !experiment.techniques.ladder) sharing.sharing = experiment.techniques.sharing;
    const TaskSize size = expectedTaskSize(experiment.task);
    const Cost with = cost(experiment, sharing, size, picked);
    const Cost without = cost(experiment, sharing, size, {});
    m_cost->setText(tr("%1 parameters · %2")
                        .arg(countText(static_cast<double>(with.parameters - without.parameters)), flopsText(with.flops - without.flops)));
}

void SlotSection::showButtons(const std::vector<int>& picked) {
    const Experiment& experiment = m_document.experiment();
    const auto show = [](QPushButton* button, bool possible, const QString& help, const QString& reason) {
        button->setEnabled(possible);
        button->setToolTip(possible ? help : reason);
    };
    const QString too_few = tr("Select two layers or more to share weights among them.");
    const bool several = picked.size() > 1;
    show(m_share, several, tr("The selected layers use the same weights (S)."), too_few);
    show(m_share_attention, several, tr("The selected layers use the same attention weights (A)."), too_few);
    show(m_share_feed_forward, several, tr("The selected layers use the same feed-forward weights (E)."), too_few);
    show(m_own, sharesWeights(experiment, picked), tr("Each selected layer gets weights of its own again (Shift+S)."),
         tr("None of the selected layers shares weights."));
    const bool differs = std::any_of(picked.begin(), picked.end(), [&](int number) {
        const Slot& slot = slotAt(experiment, number);
        return slot.drop_rate || slot.heads || slot.head_size || slot.feed_forward || slot.activation || slot.norm;
    });
    show(m_as_model, differs, tr("Rate, heads, width, activation and norm are the model's again."),
         tr("The selected layers have no settings of their own."));
}

}  // namespace layerlab
