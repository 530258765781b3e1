#include "ui/shell/stage_picker.h"

#include <QSignalBlocker>

namespace layerlab {

namespace {
constexpr int widest = 22;  // letters
}

StagePicker::StagePicker(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("stagePicker"));
    setAccessibleName(tr("Stage of the run that the stack shows"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaximumWidth(fontMetrics().height() * widest / 2);
    connect(this, &QComboBox::activated, this, &StagePicker::choose);
}

void StagePicker::setRun(const Experiment& experiment) {
    QStringList names;
    for (const Stage& stage : expandedStages(experiment)) names << QString::fromStdString(stage.name);
    m_chosen.reset();
    m_newest = 0;
    fill(names);
}

void StagePicker::fill(const QStringList& names) {
    const QSignalBlocker silent(this);
    clear();
    for (int i = 0; i < names.size(); ++i) addItem(tr("%1 of %2: %3").arg(i + 1).arg(names.size()).arg(names[i]));
    update(stage());
}

void StagePicker::setNewest(int stage) {
    const int before = this->stage();
    m_newest = stage;
    update(before);
}

void StagePicker::showNewest() { choose(m_newest); }

void StagePicker::choose(int stage) {
    const int before = this->stage();
    m_chosen = stage;
    update(before);
}

void StagePicker::update(int before) {
    if (m_chosen == m_newest) m_chosen.reset();
    setCurrentIndex(stage());
    setToolTip(!m_chosen              ? tr("The stack goes along with the run. Choose another stage to look at it.")
               : *m_chosen > m_newest ? tr("This stage has not begun. Choose the newest one to go along with the run.")
                                      : tr("This stage as its last step left it. Choose the newest one to go along with the run."));
    if (stage() != before) Q_EMIT stageChanged();
}

}  // namespace layerlab
