#include "ui/inspector/technique_switch.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/experiment/composition.h"
#include "ui/engine_text.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/link_button.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/smaller_models.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/inspector/warning_note.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

// What is wrong with the technique as a whole, which no field of it can show.
QString wholeProblem(const ExperimentDocument& document, const QString& key) {
    const QString found = shownProblem(document, "techniques." + key.toStdString());
    return found.isEmpty() && key == QLatin1String("sharing") ? shownProblem(document, "techniques") : found;
}

bool lacksTrainedModel(const ExperimentDocument& document, const QString& key) {
    const Experiment shown = shownStage(document);
    if (key == QLatin1String("distillation"))
        return shown.techniques.distillation && shown.techniques.distillation->teacher.kind != Origin::Kind::Run &&
               !shownProblem(document, "techniques.distillation.teacher").isEmpty();
    const bool needs = key == QLatin1String("theseus") || key == QLatin1String("ladder") || key == QLatin1String("truncation");
    return needs && shown.from.kind == Origin::Kind::Scratch;
}

// The message above the technique's fields, and what can be done about it.
void addMessage(CollapsibleSection& section, ExperimentDocument& document, const QString& key) {
    auto* box = new QWidget;
    box->setObjectName("message " + key);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* problem = new QLabel;
    problem->setObjectName(QStringLiteral("error"));
    problem->setWordWrap(true);
    auto* offer = new LinkButton(CollapsibleSection::tr("Train the model in a stage before"));
    offer->setObjectName("trainBefore " + key);
    offer->setToolTip(CollapsibleSection::tr("Adds a stage before this one, which trains the model that this one starts from."));
    column->addWidget(problem);
    column->addWidget(offer, 0, Qt::AlignLeft);
    section.add(box);
    QObject::connect(offer, &QAbstractButton::clicked, box, [&document] {
        int stage = document.shownStage();
        document.edit(CollapsibleSection::tr("train the model in a stage before"), {},
                      [&stage](Experiment& experiment) { stage = trainBefore(experiment, stage); });
        document.showStage(stage);
    });
    const auto follow = [box, problem, offer, key, &document] {
        const QString wrong = wholeProblem(document, key);
        const bool lacks = lacksTrainedModel(document, key);
        problem->setText(wrong);
        problem->setVisible(!wrong.isEmpty());
        offer->setVisible(lacks);
        box->setVisible(lacks || !wrong.isEmpty());
    };
    QObject::connect(&document, &ExperimentDocument::problemsChanged, box, follow);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, box, follow);
    follow();
}

}  // namespace

QString techniqueTitle(const QString& key) {
    if (key == QLatin1String("layer_drop")) return CollapsibleSection::tr("LayerDrop");
    if (key == QLatin1String("sharing")) return CollapsibleSection::tr("Parameter sharing");
    if (key == QLatin1String("theseus")) return CollapsibleSection::tr("Theseus replacement");
    if (key == QLatin1String("ladder")) return CollapsibleSection::tr("Ladder side-tuning");
    if (key == QLatin1String("distillation")) return CollapsibleSection::tr("Distillation");
    return CollapsibleSection::tr("Truncation");
}

QString reasonAgainstTechnique(const QString& key, const Techniques& techniques) {
    const std::vector<std::string> on = techniquesOn(techniques);
    const std::string wanted = key.toStdString();
    for (const Composition& pair : compositions()) {
        if (pair.allowed || (wanted != pair.one && wanted != pair.other)) continue;
        const std::string other = wanted == pair.one ? pair.other : pair.one;
        if (std::find(on.begin(), on.end(), other) == on.end()) continue;
        return CollapsibleSection::tr("Not together with %1: %2.").arg(techniqueTitle(QString::fromStdString(other)), engineText(pair.how));
    }
    return {};
}

void addTechniqueSwitch(CollapsibleSection& section, ExperimentDocument& document, const QString& key,
                        const std::function<bool(const Techniques&)>& is_on, const std::function<void(Experiment&, bool)>& turn) {
    ToggleSwitch* toggle = section.addSwitch(techniqueTitle(key));
    addMessage(section, document, key);
    addWarnings(section, document, "techniques." + key.toStdString());
    QObject::connect(toggle, &QAbstractButton::clicked, &section, [&document, key, turn](bool on) {
        const QString text = on ? CollapsibleSection::tr("switch on %1") : CollapsibleSection::tr("switch off %1");
        editShown(document, text.arg(techniqueTitle(key)), {}, [&](Experiment& experiment) { turn(experiment, on); });
    });
    const auto follow = [&section, &document, toggle, key, is_on] {
        const Techniques techniques = shownStage(document).techniques;
        {
            const QSignalBlocker quiet(toggle);
            toggle->setChecked(is_on(techniques));
        }
        // What is on can always be switched off.
        const QString reason = toggle->isChecked() ? QString() : reasonAgainstTechnique(key, techniques);
        toggle->setEnabled(reason.isEmpty());
        toggle->setToolTip(reason);
        toggle->setAccessibleDescription(reason);
        toggle->update();
        section.refresh();
    };
    QObject::connect(&document, &ExperimentDocument::changed, &section, follow);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, &section, follow);
    follow();
}

}  // namespace layerlab
