// MainWindow: editing the draft's stack on the canvas and by commands.
#include <QApplication>
#include <QClipboard>
#include <QTabWidget>

#include "ui/canvas/stack_canvas.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"

namespace layerlab {

void MainWindow::connectStack() {
    Actions& a = *m_actions;
    a.bindToCanvas(m_canvas);
    m_canvas->setCommands(a.ofSlots());
    connect(m_canvas, &StackCanvas::selectionChanged, this, [this](const QList<int>& selection) {
        // What is selected in a run is looked at, not edited.
        if (m_view == View::Draft) m_selection.set(selection);
    });
    connect(&m_selection, &SlotSelection::changed, this, [this] {
        if (m_view == View::Draft) m_canvas->setSelection(m_selection.numbers());
        updateStackCommands();
    });
    connect(m_canvas, &StackCanvas::moveRequested, &m_stack_editor, &StackEditor::moveTo);
    connect(m_canvas, &StackCanvas::copyRequested, &m_stack_editor, &StackEditor::copyTo);
    connect(m_canvas, &StackCanvas::insertionRequested, &m_stack_editor, &StackEditor::insert);
    connect(m_canvas, &StackCanvas::slotActivated, this, [this] {
        if (m_view == View::Draft) m_inspector->showSelectedSlots();
    });
    // What is drawn by hand of a technique is an edit of the shown stage's settings.
    connect(m_canvas, &StackCanvas::modulesChanged, this, [this](const std::vector<std::vector<int>>& modules) {
        m_document.edit(tr("move a module's boundary"), {}, [&](Experiment& experiment) {
            if (Techniques& techniques = techniquesOfStage(experiment, m_document.shownStage()); techniques.theseus) {
                techniques.theseus->modules = modules;
                techniques.theseus->successor_layers = 0;
            }
        });
    });
    connect(m_canvas, &StackCanvas::rungsChanged, this, [this](const std::vector<int>& rungs) {
        m_document.edit(tr("change the rungs"), {}, [&](Experiment& experiment) {
            if (Techniques& techniques = techniquesOfStage(experiment, m_document.shownStage()); techniques.ladder)
                techniques.ladder->rungs = rungs;
        });
    });
    connect(m_canvas, &StackCanvas::pairsChanged, this, [this](const std::vector<std::vector<int>>& pairs) {
        m_document.edit(tr("change the layer map"), {}, [&](Experiment& experiment) {
            if (Techniques& techniques = techniquesOfStage(experiment, m_document.shownStage()); techniques.distillation) {
                techniques.distillation->map = DistillationSettings::Map::Pairs;
                techniques.distillation->pairs = pairs;
            }
        });
    });
    connect(m_canvas, &StackCanvas::teacherWanted, &m_run_models, &RunModels::ask);
    connect(&m_run_models, &RunModels::read, m_canvas, &StackCanvas::setTeacherRun);
    connect(&m_document, &ExperimentDocument::shownStageChanged, this, [this] {
        if (m_view == View::Draft) updateCanvas();
        updateStackCommands();
        updateStageStep();
    });
    connect(QApplication::clipboard(), &QClipboard::dataChanged, this, &MainWindow::updateStackCommands);

    StackEditor* editor = &m_stack_editor;
    const auto on = [this, editor](QAction* action, auto&& run) {
        connect(action, &QAction::triggered, editor, [this, run] {
            setView(View::Draft);
            m_tabs->setCurrentWidget(m_canvas);
            run(m_stack_editor);
        });
    };
    on(a.slot_cut, [](StackEditor& e) { e.cut(); });
    on(a.slot_copy, [](StackEditor& e) { e.copy(); });
    on(a.slot_paste, [](StackEditor& e) { e.paste(); });
    on(a.slot_duplicate, [](StackEditor& e) { e.duplicate(); });
    on(a.slot_delete, [](StackEditor& e) { e.remove(); });
    on(a.slot_insert, [](StackEditor& e) { e.insertAbove(); });
    on(a.slot_up, [](StackEditor& e) { e.move(1); });
    on(a.slot_down, [](StackEditor& e) { e.move(-1); });
    on(a.share_layer, [](StackEditor& e) { e.share(Share::Layer); });
    on(a.share_attention, [](StackEditor& e) { e.share(Share::Attention); });
    on(a.share_feed_forward, [](StackEditor& e) { e.share(Share::FeedForward); });
    on(a.unshare, [](StackEditor& e) { e.unshare(); });
    on(a.slot_skip, [](StackEditor& e) { e.toggleSkip(); });
    on(a.slot_freeze, [](StackEditor& e) { e.toggleFrozen(); });
    connect(a.select_all, &QAction::triggered, m_canvas, [this] {
        m_tabs->setCurrentWidget(m_canvas);
        m_canvas->setFocus();
        m_canvas->selectAll();
    });
    updateStackCommands();
}

void MainWindow::updateStackCommands() {
    Actions& a = *m_actions;
    const QString in_run = m_view == View::Run ? tr("The run's own stack never changes; show the draft to edit.")
                           : !m_canvas->showsOwnStack()
                               ? tr("The model of this stage follows from the stages before it; choose one of those.")
                               : QString();
    const auto allow = [&in_run](QAction* action, const QString& reason) { Actions::allow(action, in_run.isEmpty() ? reason : in_run); };
    const QString unselected = m_stack_editor.reasonAgainstSelection();
    for (QAction* action : {a.slot_cut, a.slot_copy, a.slot_duplicate, a.slot_delete, a.slot_skip, a.slot_freeze})
        allow(action, unselected);
    for (QAction* action : {a.share_layer, a.share_attention, a.share_feed_forward}) allow(action, m_stack_editor.reasonAgainstSharing());
    allow(a.unshare, m_stack_editor.reasonAgainstUnsharing());
    allow(a.slot_up, m_stack_editor.reasonAgainstMoving(1));
    allow(a.slot_down, m_stack_editor.reasonAgainstMoving(-1));
    allow(a.slot_paste, StackEditor::clipboardHasSlots() ? QString() : tr("The clipboard holds no layers."));
    allow(a.slot_insert, {});
    m_canvas->setEditable(m_view == View::Draft);
    m_inspector->setSlotEditing(m_view == View::Draft);
}

}  // namespace layerlab
