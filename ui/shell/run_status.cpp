#include "ui/shell/run_status.h"

#include <QFile>
#include <QHBoxLayout>
#include <QProgressBar>
#include <cmath>
#include <limits>
#include <utility>
#include <unistd.h>

#include "ui/charts/run_curves.h"
#include "ui/format.h"
#include "ui/shell/elided_label.h"

namespace layerlab {

namespace {

constexpr int show_every_ms = 150;
constexpr double pace_seconds = 30;
constexpr int progress_scale = 1000;

// Resident memory of this process in bytes; 0 where /proc does not tell.
double residentBytes() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.size() > 1 ? pages[1].toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) : 0;
}

const QString wide_space = QStringLiteral("     ");

}  // namespace

RunStatus::RunStatus(QWidget* parent)
    : QWidget(parent), m_progress(new QProgressBar(this)), m_left(new ElidedLabel(this)), m_right(new ElidedLabel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(16);
    row->addWidget(m_progress);
    row->addWidget(m_left, 1);
    row->addWidget(m_right);
    m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 28);
    m_progress->setFixedHeight(8);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, progress_scale);
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_right->setAlignment(Qt::AlignRight);
    m_soon.setSingleShot(true);
    m_soon.setInterval(show_every_ms);
    connect(&m_soon, &QTimer::timeout, this, &RunStatus::showNow);
    m_every_second.setInterval(1000);
    connect(&m_every_second, &QTimer::timeout, this, &RunStatus::showRight);
    m_every_second.start();
    showNow();
    showRight();
}

void RunStatus::begin(std::int64_t total_steps, int layers) {
    m_begun = true;
    m_ended = m_has_step = false;
    m_step = 0;
    m_total = total_steps;
    m_layers = layers;
    m_loss = std::numeric_limits<double>::quiet_NaN();
    m_saved.invalidate();
    m_pace.clear();
    m_phase.clear();
    showNow();
    showRight();
}

void RunStatus::setLayers(int layers) { m_layers = layers; }

void RunStatus::consume(const std::vector<Event>& events) {
    for (const Event& event : events) {
        if (const auto* started = std::get_if<RunStarted>(&event.what)) {
            m_total = started->total_steps;
            setMachine(QString::fromStdString(started->kernels), started->threads);
        } else if (const auto* step = std::get_if<StepFinished>(&event.what)) {
            m_has_step = true;
            m_step = event.step;
            if (std::exchange(m_preparing, false)) m_phase.clear();
            m_tokens_per_second = step->tokens_per_second;
            // A step in which nothing could learn has none.
            if (const double loss = trainLoss(*step); !std::isnan(loss)) m_loss = loss;
            m_layers_ran = static_cast<int>(step->route.size());
            m_pace.emplace_back(event.time, event.step);
            while (m_pace.size() > 2 && m_pace.front().first < event.time - pace_seconds) m_pace.pop_front();
        } else if (std::holds_alternative<CheckpointSaved>(event.what)) {
            m_saved.start();
        } else if (std::holds_alternative<Paused>(event.what) || std::holds_alternative<Resumed>(event.what)) {
            m_pace.clear();  // the pause is no pace
            if (std::holds_alternative<Resumed>(event.what)) m_step = event.step;
        } else if (const auto* finished = std::get_if<Finished>(&event.what)) {
            m_ended = true;
            m_step = event.step;
            m_seconds = finished->seconds;
            setPhase(tr("finished in %1").arg(durationText(m_seconds)));
        } else if (std::holds_alternative<Stopped>(event.what)) {
            m_ended = true;
            setPhase(tr("stopped"));
        } else if (std::holds_alternative<Failed>(event.what)) {
            m_ended = true;
            setPhase(tr("failed"));
        }
    }
    if (!m_soon.isActive()) m_soon.start();
}

void RunStatus::setPreparation(const QString& phase) {
    setPhase(phase);
    m_preparing = true;
}

void RunStatus::setPhase(const QString& phase) {
    m_phase = phase;
    m_preparing = false;
    if (!m_soon.isActive()) m_soon.start();
}

void RunStatus::setMachine(const QString& kernels, int threads) {
    // "SkylakeX, openmp" and "SkylakeX (openmp)": the first word is what people compare.
    const QString core = kernels.section(QLatin1Char(','), 0, 0).section(QLatin1Char('('), 0, 0).trimmed();
    m_machine = core.isEmpty() ? QString() : core + QStringLiteral(" · ");
    m_machine += threadsText(threads);
    showRight();
}

double RunStatus::secondsLeft() const {
    if (m_pace.size() < 2 || m_total <= m_step) return -1;
    const auto& [first_time, first_step] = m_pace.front();
    const auto& [last_time, last_step] = m_pace.back();
    if (last_step <= first_step || last_time <= first_time) return -1;
    const double seconds_a_step = (last_time - first_time) / static_cast<double>(last_step - first_step);
    return static_cast<double>(m_total - m_step) * seconds_a_step;
}

void RunStatus::showNow() {
    m_progress->setVisible(m_begun);
    if (!m_begun) {
        m_left->setText({}, m_phase.isEmpty() ? tr("Ready") : m_phase);
        return;
    }
    m_progress->setValue(m_total > 0 ? static_cast<int>(m_step * progress_scale / m_total) : 0);
    QStringList parts;
    if (m_has_step || m_ended)
        parts << (m_total > 0 ? tr("step %1 / %2").arg(stepText(m_step), stepText(m_total)) : tr("step %1").arg(stepText(m_step)));
    if (!m_phase.isEmpty()) parts << m_phase;
    else if (!m_has_step) parts << tr("starting");
    if (m_has_step) {
        if (!m_ended && m_tokens_per_second > 0) parts << tr("%1 tokens/s").arg(rateText(m_tokens_per_second));
        if (const double left = secondsLeft(); left >= 0 && !m_ended && m_phase.isEmpty()) parts << tr("%1 left").arg(durationText(left));
        if (!std::isnan(m_loss)) parts << tr("loss %1").arg(valueText(m_loss));
        if (!m_ended && m_layers > 0) parts << tr("%1 of %2 layers ran this step").arg(m_layers_ran).arg(m_layers);
    }
    m_left->setText({}, parts.join(wide_space));
}

void RunStatus::showRight() {
    QStringList parts;
    if (!m_machine.isEmpty()) parts << m_machine;
    if (const double bytes = residentBytes(); bytes > 0) parts << tr("memory %1").arg(bytesText(bytes));
    if (m_saved.isValid()) parts << tr("saved %1").arg(agoText(static_cast<double>(m_saved.elapsed()) / 1000));
    m_right->setText({}, parts.join(wide_space));
}

}  // namespace layerlab
