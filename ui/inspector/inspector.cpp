#include "ui/inspector/inspector.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/origin_rows.h"
#include "ui/inspector/schedule_curve.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/slot_section.h"
#include "ui/session/experiment_document.h"
#include "ui/sweep/sweep_section.h"

namespace layerlab {

Inspector::Inspector(ExperimentDocument& document, SlotSelection& selection, QWidget* parent)
    : QScrollArea(parent), m_slots(new SlotSection(document, selection, this)), m_sweep(new SweepSection(document, this)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Inspector"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("inspectorPage"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeStageSection(document, page));
    column->addWidget(m_slots);
    for (auto* make : {makeTaskSection, makeModelSection, makeLayerDropSection, makeSharingSection, makeTheseusSection, makeLadderSection,
                       makeDistillationSection, makeTruncationSection, makeTrainingSection, makeDepthsSection, makeExperimentSection}) {
        CollapsibleSection* section = make(document, page);
        column->addWidget(section);
        if (make == makeDepthsSection) column->addWidget(m_sweep);
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

QString Inspector::unfinished() const {
    for (const OriginRows* rows : findChildren<OriginRows*>())
        if (const QString missing = rows->missing(); !missing.isEmpty()) return missing;
    return {};
}

void Inspector::showSelectedSlots() {
    if (m_slots->isHidden()) return;
    verticalScrollBar()->setValue(0);
    m_slots->focusFirstField();
}

void Inspector::showStageStep(std::optional<std::int64_t> stage_step) {
    for (ScheduleCurve* curve : findChildren<ScheduleCurve*>()) curve->setNow(stage_step);
}

void Inspector::setSlotEditing(bool possible) { m_slots->setPossible(possible); }

}  // namespace layerlab
