// MainWindow: sweeps: the queue beside the runs, the tab of results, and what may be done when.
#include <QDateTime>
#include <QDockWidget>
#include <QFileInfo>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>
#include <cctype>

#include "engine/experiment/sweep.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"
#include "ui/inspector/inspector.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/notifier.h"
#include "ui/shell/yaml_editor.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/sweep/sweep_section.h"
#include "ui/sweep/sweep_view.h"
#include "ui/sweep/sweep_words.h"

namespace layerlab {

namespace {

constexpr qint64 forget_after_days = 30;

// Whether a run's folder is named as runs of the experiment are, trained alone ("hops-0007") or by a sweep of the same keys
// ("hops-layer_drop.rate-0.1-seed-2-0001"): what is no letter, digit, "-", "_" or "." became "-".
bool isNamedAfter(const std::string& folder, const Experiment& experiment) {
    std::string stem = experiment.name;
    for (char& c : stem) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x80 && !std::isalnum(u) && c != '_' && c != '.') c = '-';
    }
    stem += '-';
    if (!folder.starts_with(stem)) return false;
    const std::string rest = folder.substr(stem.size());
    if (std::all_of(rest.begin(), rest.end(), [](unsigned char c) { return std::isdigit(c); })) return true;
    if (!experiment.sweep) return false;
    if (rest.starts_with("seed-") && experiment.sweep->grid.empty()) return true;
    return !experiment.sweep->grid.empty() && rest.starts_with(shortSweepKey(*experiment.sweep, experiment.sweep->grid.front().key) + "-");
}

// What one run of the experiment took, by the runs of its name and length that have finished; nothing: there are none.
std::optional<double> secondsOfRun(const RunsTable& runs, const Experiment& experiment) {
    std::int64_t steps = 0;
    for (const Stage& stage : expandedStages(experiment)) steps += stage.train.steps;
    std::vector<double> seconds;
    runs.runsWhere([&](const LibraryRun& run) {
        const RunSummary& one = run.summary;
        const bool same = one.status == "finished" && one.total_steps == steps && one.seconds > 0;
        if (same && isNamedAfter(one.folder.filename().string(), experiment)) seconds.push_back(one.seconds);
        return false;
    });
    if (seconds.empty()) return {};
    const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
    std::nth_element(seconds.begin(), middle, seconds.end());
    return *middle;
}

}  // namespace

void MainWindow::buildSweeps() {
    m_sweep_view = new SweepView(m_sweeps, m_tabs);
    m_tabs->addTab(m_sweep_view, tr("Sweep"));
    m_sweep_panel = new SweepPanel(m_sweeps);
    m_lower->addTab(m_sweep_panel, tr("Sweeps"));
    // Both come with the first sweep.
    m_tabs->setTabVisible(m_tabs->indexOf(m_sweep_view), false);
    m_lower->tabBar()->hide();
}

void MainWindow::connectSweeps() {
    for (QWidget* part : {static_cast<QWidget*>(m_sweep_panel), static_cast<QWidget*>(m_sweep_view)})
        part->setProperty("helpPage", "sweeps");
    Actions& a = *m_actions;
    m_sweep_panel->setCommands(a.pause_sweep, a.stop_sweep, a.cancel_sweep);
    connect(a.run_sweep, &QAction::triggered, this, &MainWindow::runSweep);
    connect(a.pause_sweep, &QAction::triggered, this, [this] {
        const ShownSweep& shown = m_sweeps.shown();
        if (shown.ours && !shown.paused) m_sweeps.pause();
        else m_sweeps.goOn();
    });
    connect(a.stop_sweep, &QAction::triggered, this, [this] { m_sweeps.stop(); });
    connect(a.cancel_sweep, &QAction::triggered, this, [this] { m_sweeps.cancel(); });
    connect(a.sweeps_panel, &QAction::triggered, this, &MainWindow::showSweeps);
    connect(a.sweep_tab, &QAction::triggered, this, [this] {
        showSweepTabs();
        m_tabs->setCurrentWidget(m_sweep_view);
        m_sweep_view->setFocus();
    });
    connect(m_inspector->sweepSection(), &SweepSection::runRequested, this, [this] {
        if (m_actions->run_sweep->isEnabled()) runSweep();
    });
    connect(m_sweep_panel, &SweepPanel::openRun, this, &MainWindow::openRun);
    connect(m_sweep_view, &SweepView::openRun, this, &MainWindow::openRun);
    const auto complain = [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); };
    connect(m_sweep_view, &SweepView::failed, this, complain);
    connect(&m_sweeps, &SweepSession::failed, this, complain);
    connect(&m_sweeps, &SweepSession::listed, this, [this] {
        if (m_sweeps.sweeps().isEmpty()) return;
        showSweepTabs();
    });
    connect(&m_sweeps, &SweepSession::changed, this, [this] {
        offerSweep();
        updateSweeps();
    });
    connect(&m_sweeps, &SweepSession::activeChanged, this, [this] {
        updateSweeps();
        closeIfIdle();
    });
    connect(&m_sweeps, &SweepSession::ended, this, [this](const QString& folder, int finished, int failed, double seconds) {
        const QString name = nameOfSweep(folder);
        QString text = tr("%1 finished after %2").arg(runsText(static_cast<std::size_t>(finished)), durationText(seconds));
        if (failed > 0) text += tr(", %1 failed").arg(failed);
        m_notifier->runEnded(tr("%1 has ended").arg(name), text, seconds);
        m_runs->refresh();
    });
    connect(m_runs, &RunsTable::listed, this, &MainWindow::updateSweeps);
    // The charts beside are of a run; the results of a sweep need their room.
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() != m_sweep_view || m_charts_dock->isHidden() || m_charts_dock->isFloating()) return;
        putAside(m_charts_dock);
    });
    updateSweeps();
}

void MainWindow::showSweepTabs() {
    m_tabs->setTabVisible(m_tabs->indexOf(m_sweep_view), true);
    m_lower->tabBar()->show();
}

void MainWindow::showSweeps() {
    showSweepTabs();
    m_actions->runs_panel->setChecked(true);
    m_lower->show();
    m_lower->setCurrentWidget(m_sweep_panel);
    m_sweep_panel->setFocus();
}

void MainWindow::runSweep() {
    m_inspector->settle();
    QString wrong;
    if (!m_yaml->applyNow()) wrong = tr("The text in the YAML tab cannot be read; correct it first.");
    else wrong = m_document.firstError();
    if (wrong.isEmpty()) wrong = m_inspector->unfinished();
    if (wrong.isEmpty() && !m_document.experiment().sweep) wrong = tr("The draft has no sweep.");
    if (!wrong.isEmpty()) {
        m_notice->say(NoticeBar::Kind::Error, wrong);
        return;
    }
    m_notice->dismiss();
    m_sweeps.start(m_document.experiment());
    showSweeps();
    m_tabs->setCurrentWidget(m_sweep_view);
}

// A sweep that was left unfinished when its program ended, once: the queue has it afterwards.
void MainWindow::offerSweep() {
    const ShownSweep& shown = m_sweeps.shown();
    if (!shown.exists() || m_sweep_offered) return;
    m_sweep_offered = true;
    if (shown.ours || shown.elsewhere || shown.unfinished() == 0 || !m_notice->message().isEmpty()) return;
    const QDateTime touched = QFileInfo(shown.folder + QStringLiteral("/sweep.json")).lastModified();
    if (touched.daysTo(QDateTime::currentDateTime()) > forget_after_days) return;
    m_notice->say(NoticeBar::Kind::Information,
                  tr("%1 was left with %2 to do.").arg(nameOfSweep(shown.folder), runsText(shown.unfinished())), tr("Continue"), [this] {
                      m_sweeps.goOn();
                      showSweeps();
                  });
}

void MainWindow::updateSweeps() {
    const Experiment& draft = m_document.experiment();
    const ShownSweep& shown = m_sweeps.shown();
    const QString active = m_sweeps.activeFolder();
    QString reason = m_document.firstError();
    if (m_yaml->hasInvalidText()) reason = tr("The text in the YAML tab cannot be read; correct it first.");
    if (!draft.sweep) reason = tr("The draft has no sweep: right-click a field of the inspector and choose “Sweep this field…”.");
    if (!active.isEmpty()) reason = tr("%1 runs already; stop it first.").arg(nameOfSweep(active));
    Actions& a = *m_actions;
    Actions::allow(a.run_sweep, reason);
    a.setSweeping(draft.sweep ? sweepSize(*draft.sweep) : 0);
    SweepSection* section = m_inspector->sweepSection();
    section->setRunReason(reason);
    section->setSecondsOfRun(draft.sweep ? secondsOfRun(*m_runs, draft) : std::nullopt);

    const QString none = tr("No sweep is shown.");
    const QString elsewhere = shown.elsewhere ? tr("Another process runs this sweep.") : QString();
    const QString ended = tr("All its runs have ended.");
    const QString stopping = shown.stopping ? tr("The sweep is being stopped.") : QString();
    const QString other = !shown.ours && !active.isEmpty() ? tr("%1 runs; stop it first.").arg(nameOfSweep(active)) : QString();
    const auto first = [](std::initializer_list<QString> reasons) {
        for (const QString& one : reasons)
            if (!one.isEmpty()) return one;
        return QString();
    };
    const QString no_sweep = shown.exists() ? shown.problem : none;
    const QString nothing_left = shown.unfinished() == 0 ? ended : QString();
    Actions::allow(a.pause_sweep, first({no_sweep, nothing_left, elsewhere, stopping, other}));
    a.setSweepCommand(shown.ours && !shown.paused ? Actions::SweepCommand::Pause
                      : shown.ours                ? Actions::SweepCommand::Resume
                                                  : Actions::SweepCommand::Continue);
    Actions::allow(a.stop_sweep,
                   first({no_sweep, nothing_left, elsewhere, stopping, shown.ours ? QString() : tr("This sweep does not run.")}));
    Actions::allow(a.cancel_sweep, first({no_sweep, nothing_left, elsewhere, stopping}));
}

void MainWindow::closeIfIdle() {
    if (m_close_when_idle && !m_session.isActive() && !m_sweeps.isActive()) finishClosing();
}

}  // namespace layerlab
