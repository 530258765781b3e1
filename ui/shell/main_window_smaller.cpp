// MainWindow: what comes after training: depths by a rule or a search, routes by hand, smaller models, trying one.
#include <QKeyEvent>
#include <QTabWidget>
#include <QToolButton>
#include <exception>
#include <utility>

#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/stage_picker.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/run_status.h"
#include "ui/smaller/fine_tuning.h"
#include "ui/smaller/hand_route_bar.h"
#include "ui/smaller/measure_popup.h"
#include "ui/smaller/smaller_dialog.h"
#include "ui/smaller/try_box.h"

namespace layerlab {

void MainWindow::connectSmaller() {
    Actions& a = *m_actions;
    m_hand_bar = new HandRouteBar(m_hand_route, m_canvas);
    m_canvas->setFooter(m_hand_bar);
    connect(m_canvas, &StackCanvas::slotToggled, &m_hand_route, &HandRoute::toggle);
    connect(m_canvas, &StackCanvas::wholeRouteWanted, this, [this] {
        if (m_session.state() == TrainingSession::State::Measuring) m_session.stop();
        else m_hand_route.reset();
    });
    connect(&m_hand_route, &HandRoute::routeChanged, this, [this] {
        updateRoute();
        updateSmaller();
        // Its button may be gone now.
        if (m_hand_route.isFull() && m_hand_bar->isAncestorOf(focusWidget())) m_canvas->setFocus();
    });
    connect(m_hand_bar, &HandRouteBar::takeOutAsked, this, [this] { openSmaller(true); });
    connect(a.smaller_model, &QAction::triggered, this, [this] { openSmaller(); });
    connect(a.try_model, &QAction::triggered, this, &MainWindow::openTry);
    connect(a.measure_by, &QAction::triggered, this, &MainWindow::measureBy);
    auto* button = new QToolButton(m_charts->depthChart());
    button->setText(tr("by…"));  // short: the title line of a narrow chart has little room
    button->setAccessibleName(tr("Measure depths by another rule"));
    button->setObjectName(QStringLiteral("measureBy"));
    const auto follow = [button, action = a.measure_by] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    connect(button, &QToolButton::clicked, a.measure_by, &QAction::trigger);
    connect(a.measure_by, &QAction::changed, button, follow);
    m_charts->depthChart()->addControl(button);

    connect(m_runs, &RunsTable::smallerModel, this, [this](const QString& folder) {
        if (folder == m_shown.folder() && !m_shown.isLoading()) return openSmaller();
        m_smaller_next = true;
        openRun(folder);
    });
    connect(&m_shown, &ShownRun::replaced, this, [this] {
        updateHandRoute();
        if (!m_shown.isLoading() && std::exchange(m_smaller_next, false)) openSmaller();  // loading: events of the run before
    });
    connect(&m_shown, &ShownRun::failed, this, [this] { m_smaller_next = false; });
    connect(m_runs, &RunsTable::listed, this, [this] {
        if (!m_select_next.isEmpty() && m_runs->run(m_select_next)) m_runs->select(std::exchange(m_select_next, {}));
    });
    updateHandRoute();
    updateSmaller();
}

// Which slots can be clicked off now, if any.
void MainWindow::updateHandRoute() {
    const bool allowed = m_shown.exists() && !m_shown.folder().isEmpty() && !m_shown.isLive() && !m_shown.isFollowed();
    // Of the model that the run leaves, not of one that a stage before left.
    const bool newest = m_view == View::Run && m_stage_picker->showsNewest();
    if (newest) m_hand_route.setRun(m_shown.folder(), m_canvas->measuredSlots());
    m_hand_route.setAllowed(allowed);
    const bool choosing = newest && m_hand_route.isAllowed();
    m_canvas->setChoosing(choosing);
    m_hand_bar->setVisible(choosing);
    m_hand_bar->setReasonAgainst({});
}

void MainWindow::updateSmaller() {
    Actions& a = *m_actions;
    const QString none = !m_shown.exists()            ? tr("No run is open.")
                         : m_shown.folder().isEmpty() ? tr("This run never began.")
                         : m_shown.isLive()           ? tr("This run is being trained.")
                                                      : QString();
    Actions::allow(a.measure_by, a.measure_depths->isEnabled() ? QString() : Actions::reasonAgainst(a.measure_depths));
    Actions::allow(a.smaller_model, none);
    Actions::allow(a.try_model, none);
    if (m_smaller) m_smaller->setReasonAgainst(none);
    if (m_try) m_try->setReasonAgainst(none);
    if (!none.isEmpty()) return;
    // The slots are those of the stack on display, which may be the draft's.
    const Blueprint blueprint = blueprintOf(m_shown.experiment(), static_cast<std::size_t>(m_shown.stage()));
    const Route all = activeSlots(blueprint.measured().model);
    const bool by_hand = m_hand_route.folder() == m_shown.folder() && m_hand_route.all() == all;
    const Route hand = by_hand ? m_hand_route.route() : all;
    if (m_smaller) {
        m_smaller->setRun(m_shown.folder(), m_runs->displayName(m_shown.folder()), all, hand, m_charts->depthChart()->results());
    }
    if (m_try) {
        const auto stages = expandedStages(m_shown.experiment());
        const auto stage = std::min(static_cast<std::size_t>(m_shown.stage()), stages.size() - 1);
        m_try->setRun(m_shown.folder(), m_runs->displayName(m_shown.folder()), taskOf(m_shown.experiment(), stages[stage]));
        m_try->setRoute(hand, hand == all);
    }
}

void MainWindow::openSmaller(bool by_hand) {
    if (!m_actions->smaller_model->isEnabled()) return;
    if (!m_smaller) {
        m_smaller = new SmallerDialog(m_session, m_library, this);
        m_smaller->addAction(m_actions->help);
        connect(m_smaller, &SmallerDialog::stored, this, [this](const QString& folder) {
            m_select_next = folder;
            m_runs->refresh();
        });
        connect(m_smaller, &SmallerDialog::openAsked, this, &MainWindow::openRun);
        connect(m_smaller, &SmallerDialog::fineTuneAsked, this, &MainWindow::fineTune);
    }
    updateSmaller();
    if (by_hand) m_smaller->chooseHand();
    m_smaller->show();
    m_smaller->raise();
    m_smaller->activateWindow();
}

void MainWindow::openTry() {
    if (!m_actions->try_model->isEnabled()) return;
    if (!m_try) {
        m_try = new TryBox(m_session, this);
        m_try->addAction(m_actions->help);
    }
    updateSmaller();
    m_try->show();
    m_try->raise();
    m_try->activateWindow();
}

void MainWindow::fineTune(const QString& folder) {
    m_worker.post([this, folder] {
        Experiment experiment;
        QString wrong;
        try {
            experiment = fineTuning(readRunExperiment(folder.toStdString()), folder.toStdString());
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, experiment = std::move(experiment), wrong] {
                if (wrong.isEmpty()) newFrom(experiment);
                else m_notice->say(NoticeBar::Kind::Error, wrong);
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::measureDepths(DepthsJob job) {
    if (m_session.isActive() || m_shown.folder().isEmpty()) return;
    m_notice->dismiss();
    m_measured = m_shown.folder();
    job.run = m_measured.toStdString();
    m_session.measureDepths(job);
}

void MainWindow::measureBy() {
    if (!m_actions->measure_by->isEnabled()) return;
    const auto stages = expandedStages(m_shown.experiment());
    const auto number = std::min(static_cast<std::size_t>(m_shown.stage()), stages.size() - 1);
    const Blueprint blueprint = blueprintOf(m_shown.experiment(), number);
    auto* popup = new MeasurePopup(stages[number].evaluate.depths, static_cast<int>(activeSlots(blueprint.measured().model).size()),
                                   stages[number].techniques.layer_drop.has_value(), this);
    connect(popup, &MeasurePopup::chosen, this, &MainWindow::measureDepths);
    QWidget* chart = m_charts->depthChart();
    if (chart->isVisible()) popup->openAt(chart->mapToGlobal(QPoint(12, fontMetrics().height() * 2)));
    else popup->openAt(mapToGlobal(rect().center()));
}

void MainWindow::takeMeasured(const std::vector<Event>& events) {
    for (const Event& event : events) {
        if (const auto* progress = std::get_if<Progress>(&event.what)) {
            m_status->setPhase(tr("measuring depths: %1").arg(percentText(progress->done)));
        } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
            if (m_measured == m_shown.folder()) m_charts->depthChart()->append(event);
            m_charts->refresh();
            m_status->setPhase(evaluated->strategy == "search" && evaluated->split == "test"
                                   ? tr("every depth searched; the test data's accuracies are beside")
                                   : tr("every depth measured"));
            updateSmaller();
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            m_status->setPhase({});
            m_notice->say(NoticeBar::Kind::Error, QString::fromStdString(failed->message));
        } else if (std::holds_alternative<Stopped>(event.what)) {
            m_status->setPhase(tr("measuring stopped"));
        }
    }
}

void MainWindow::takeShrunk(const std::vector<Event>& events) {
    for (const Event& event : events) {
        if (const auto* progress = std::get_if<Progress>(&event.what)) {
            m_status->setPhase(tr("%1: %2").arg(QString::fromStdString(progress->what), percentText(progress->done)));
        } else if (std::holds_alternative<ModelSaved>(event.what)) {
            m_status->setPhase(tr("smaller model stored"));
        } else if (std::holds_alternative<Evaluated>(event.what)) {
            m_status->setPhase(tr("smaller models measured"));
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            m_status->setPhase({});
            if (!m_smaller || !m_smaller->isVisible()) m_notice->say(NoticeBar::Kind::Error, QString::fromStdString(failed->message));
        } else if (std::holds_alternative<Stopped>(event.what)) {
            m_status->setPhase(tr("measuring stopped"));
        }
    }
}

// Escape that nothing else wanted ends a measurement.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_session.state() == TrainingSession::State::Measuring) m_session.stop();
    else QMainWindow::keyPressEvent(event);
}

}  // namespace layerlab
