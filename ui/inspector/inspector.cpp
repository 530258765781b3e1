#include "ui/inspector/inspector.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/slot_section.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

// The fields below cannot say everything: which stage they show, and where the others are.
QWidget* makeStagesNote(ExperimentDocument& document, QWidget* parent) {
    auto* note = new MutedLabel({}, parent);
    note->setObjectName(QStringLiteral("stagesNote"));
    note->setWordWrap(true);
    note->setContentsMargins(14, 10, 14, 4);
    const auto follow = [note, &document] {
        const Experiment& experiment = document.experiment();
        note->setVisible(hasStages(experiment));
        if (!hasStages(experiment)) return;
        QStringList names;
        for (const Stage& stage : experiment.stages) names << QString::fromStdString(stage.name);
        note->setText(Inspector::tr("Stages: %1. They are edited in the YAML tab. Techniques, training and depths "
                                    "are shown as the first stage, %2, has them.")
                          .arg(names.join(QStringLiteral(", ")), names.first()));
    };
    QObject::connect(&document, &ExperimentDocument::changed, note, follow);
    follow();
    return note;
}

}  // namespace

Inspector::Inspector(ExperimentDocument& document, SlotSelection& selection, QWidget* parent)
    : QScrollArea(parent), m_slots(new SlotSection(document, selection, this)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Inspector"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("inspectorPage"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeStagesNote(document, page));
    column->addWidget(m_slots);
    for (auto* make : {makeTaskSection, makeModelSection, makeLayerDropSection, makeSharingSection, makeTrainingSection, makeDepthsSection,
                       makeExperimentSection}) {
        CollapsibleSection* section = make(document, page);
        column->addWidget(section);
        if (make != makeTaskSection) continue;
        auto* button = new QPushButton(tr("Import data…"), section);
        button->setObjectName(QStringLiteral("importData"));
        button->setAccessibleName(tr("Import data"));
        button->setToolTip(tr("Look at a table or a text, choose its columns, make the task from it."));
        section->add(button);
        connect(button, &QPushButton::clicked, this, &Inspector::importRequested);
    }
    column->addStretch();
    setWidget(page);
    // The section of selected slots is mostly hidden, yet must fit when it comes.
    const int widest = std::max(page->minimumSizeHint().width(), m_slots->minimumSizeHint().width());
    setMinimumWidth(widest + verticalScrollBar()->sizeHint().width());
    // What was just selected is to be seen.
    connect(m_slots, &SlotSection::appeared, this, [this] { verticalScrollBar()->setValue(0); });
}

// While every section is still there: a field that loses the keyboard in its destruction would tell half of one.
Inspector::~Inspector() { settle(); }

void Inspector::settle() {
    if (QWidget* field = QApplication::focusWidget(); field && isAncestorOf(field)) field->clearFocus();
}

void Inspector::showSelectedSlots() {
    if (m_slots->isHidden()) return;
    verticalScrollBar()->setValue(0);
    m_slots->focusFirstField();
}

void Inspector::setSlotEditing(bool possible) { m_slots->setPossible(possible); }

}  // namespace layerlab
