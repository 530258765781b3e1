#include "ui/shell/stage_picker.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/shell/elided_label.h"

namespace layerlab {

namespace {
constexpr int widest = 14;  // lines of text are as high
}

StagePicker::StagePicker(QWidget* parent) : QWidget(parent), m_box(new QComboBox(this)), m_what(new ElidedLabel(this)) {
    auto* label = new QLabel(tr("Stage"), this);
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Stage of the run that the stack shows"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_box->setMaximumWidth(fontMetrics().height() * widest);
    m_what->setObjectName(QStringLiteral("muted"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 2);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_box);
    row->addWidget(m_what, 1);
    connect(m_box, &QComboBox::activated, this, &StagePicker::choose);
}

bool StagePicker::hasChoice() const { return m_box->count() > 1; }

void StagePicker::setRun(const Experiment& experiment) {
    const auto stages = expandedStages(experiment);
    m_box->clear();
    for (std::size_t i = 0; i < stages.size(); ++i)
        m_box->addItem(tr("%1 of %2: %3").arg(i + 1).arg(stages.size()).arg(QString::fromStdString(stages[i].name)));
    const int before = stage();
    m_chosen.reset();
    m_newest = 0;
    update(before);
}

void StagePicker::setNewest(int newest) {
    const int before = stage();
    m_newest = newest;
    update(before);
}

void StagePicker::choose(int chosen) {
    const int before = stage();
    m_chosen = chosen;
    update(before);
}

void StagePicker::update(int before) {
    if (m_chosen == m_newest) m_chosen.reset();
    m_box->setCurrentIndex(stage());
    const QString what = !m_chosen ? tr("the newest one") : *m_chosen > m_newest ? tr("has not begun") : tr("as its last step left it");
    m_what->setText({}, what);
    if (stage() != before) Q_EMIT stageChanged();
}

}  // namespace layerlab
