#include "ui/sweep/sweep_view.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/muted_label.h"
#include "ui/inspector/wheel_guard.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/segmented_switch.h"
#include "ui/sweep/sweep_heat_map.h"
#include "ui/sweep/sweep_lines_chart.h"
#include "ui/sweep/sweep_parallel.h"
#include "ui/sweep/sweep_session.h"
#include "ui/sweep/sweep_words.h"

namespace layerlab {

namespace {

const auto picture_key = QStringLiteral("sweep/picture");

}  // namespace

SweepView::SweepView(SweepSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_pages(new QStackedWidget(this)),
      m_title(new ElidedLabel),
      m_measure(new QComboBox),
      m_picture(new SegmentedSwitch({tr("Lines"), tr("Heat map"), tr("Parallel")})),
      m_pictures(new QStackedWidget),
      m_lines(new SweepLinesChart),
      m_heat(new SweepHeatMap),
      m_parallel(new SweepParallel) {
    setAccessibleName(tr("Results of a sweep"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    auto* empty = new MutedLabel(
        tr("The results of a sweep appear here: accuracy along a key, over two keys, over all of them.\n\nRight-click a field of the "
           "inspector, choose “Sweep this field…”, then press Run sweep."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_measure->setObjectName(QStringLiteral("sweepMeasure"));
    m_measure->setAccessibleName(tr("What is compared"));
    m_measure->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_measure->setMinimumContentsLength(9);
    guardWheel(m_measure);
    for (const SweepMeasure& measure : sweepMeasures()) m_measure->addItem(measure.name);
    m_picture->setObjectName(QStringLiteral("sweepPicture"));
    m_picture->setAccessibleName(tr("How it is drawn"));
    line->addWidget(m_title, 2);
    line->addWidget(m_measure, 1);
    line->addWidget(m_picture);
    column->addLayout(line);
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_pictures);
    column->addWidget(card, 1);
    m_pages->addWidget(page);
    m_pictures->addWidget(m_lines);
    m_pictures->addWidget(m_heat);
    m_pictures->addWidget(m_parallel);

    connect(m_measure, &QComboBox::currentIndexChanged, this, &SweepView::follow);
    connect(m_picture, &SegmentedSwitch::chosen, this, [this](int picture) {
        choosePicture(picture);
        QSettings().setValue(picture_key, picture);
    });
    choosePicture(std::clamp(QSettings().value(picture_key, 0).toInt(), 0, 2));
    connect(m_parallel, &SweepParallel::openRun, this, &SweepView::openRun);
    connect(m_lines, &ChartView::failed, this, &SweepView::failed);
    connect(m_heat, &PaintedChart::failed, this, &SweepView::failed);
    connect(m_parallel, &PaintedChart::failed, this, &SweepView::failed);
    connect(&m_session, &SweepSession::changed, this, &SweepView::follow);
    follow();
}

int SweepView::measure() const { return m_measure->currentIndex(); }

void SweepView::setMeasure(int measure) { m_measure->setCurrentIndex(measure); }

void SweepView::choosePicture(int picture) {
    m_picture->setCurrent(picture);
    m_pictures->setCurrentIndex(picture);
    setFocusProxy(m_pictures->currentWidget());
}

void SweepView::follow() {
    const ShownSweep& sweep = m_session.shown();
    m_pages->setCurrentIndex(sweep.exists() ? 1 : 0);
    if (!sweep.exists()) return;
    const std::size_t finished = sweep.count(SweepStatus::Finished);
    const QString all = runsText(sweep.state.entries.size());
    m_title->setText(nameOfSweep(sweep.folder), sweep.problem.isEmpty() ? tr("%1 of %2 finished").arg(finished).arg(all) : sweep.problem);
    m_lines->show(sweep, measure());
    m_heat->show(sweep, measure());
    m_parallel->show(sweep, measure());
}

void SweepView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_session.setWatched(this, true);
}

void SweepView::hideEvent(QHideEvent* event) {
    m_session.setWatched(this, false);
    QWidget::hideEvent(event);
}

}  // namespace layerlab
