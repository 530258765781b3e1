#include "ui/inspector/preset_row.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include "engine/experiment/cost.h"
#include "ui/format.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/presets.h"

namespace layerlab {

namespace {

struct PresetRowText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::PresetRowText)
};

// With the task at hand, because the vocabulary decides the size of a small model.
QString presetHelp(const Preset& preset, const ExperimentDocument& document) {
    Experiment experiment = document.experiment();
    preset.apply(experiment);
    const Cost full = cost(experiment, techniquesOfStage(experiment, 0), document.taskSize(), activeSlots(experiment.model));
    const QString parameters = PresetRowText::tr("%1 parameters").arg(countText(static_cast<double>(full.parameters)));
    return QStringLiteral("<p style='white-space:normal'>%1</p><p>%2</p>").arg(preset.description.toHtmlEscaped(), parameters);
}

}  // namespace

QWidget* makePresetRow(ExperimentDocument& document) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(PresetRowText::tr("Start from"));
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("presets"));
    button->setText(PresetRowText::tr("Preset ▾"));
    button->setAccessibleName(PresetRowText::tr("Preset"));
    button->setToolTip(PresetRowText::tr("Sets model and techniques to a known example; task and training stay."));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    label->setBuddy(button);
    line->addWidget(label);
    line->addStretch();
    line->addWidget(button);

    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    const QList<Preset> presets = modelPresets();
    for (const Preset& preset : presets)
        QObject::connect(menu->addAction(preset.name), &QAction::triggered, row,
                         [&document, preset] { document.edit(PresetRowText::tr("apply preset %1").arg(preset.name), {}, preset.apply); });
    QObject::connect(menu, &QMenu::aboutToShow, row, [&document, menu, presets] {
        for (qsizetype i = 0; i < presets.size(); ++i) menu->actions().at(i)->setToolTip(presetHelp(presets.at(i), document));
    });
    button->setMenu(menu);
    return row;
}

}  // namespace layerlab
