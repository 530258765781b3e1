#include "ui/shell/actions.h"

#include <QActionGroup>
#include <QKeySequence>
#include <QWidget>

#include "ui/shell/icons.h"

namespace layerlab {

namespace {

const char* const help_property = "help";
const char* const reason_property = "reason";

// A tooltip is help, shortcut and, where there is one, the reason why not.
void composeToolTip(QAction* action) {
    QString text = action->property(help_property).toString();
    if (!action->shortcut().isEmpty()) text += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    const QString reason = Actions::reasonAgainst(action);
    action->setToolTip(reason.isEmpty() ? text : text + '\n' + reason);
}

}  // namespace

Actions::Actions(QWidget* window) : QObject(window), m_window(window) {
    const auto standard = [](QKeySequence::StandardKey key, const char* otherwise) {
        const QList<QKeySequence> keys = QKeySequence::keyBindings(key);
        return keys.isEmpty() ? QList<QKeySequence>{QKeySequence(QLatin1String(otherwise))} : keys;
    };
    new_experiment = add(tr("&New experiment"), tr("Start from the default experiment"), standard(QKeySequence::New, "Ctrl+N"));
    open = add(tr("&Open…"), tr("Open an experiment file"), standard(QKeySequence::Open, "Ctrl+O"));
    open_run = add(tr("Open &run folder…"), tr("Open a run from its folder"), {QKeySequence(QStringLiteral("Ctrl+Shift+O"))});
    save = add(tr("&Save"), tr("Save the experiment"), standard(QKeySequence::Save, "Ctrl+S"));
    save_as = add(tr("Save &as…"), tr("Save the experiment under another name"), {QKeySequence(QStringLiteral("Ctrl+Shift+S"))});
    quit = add(tr("&Quit"), tr("Close LayerLab"), {QKeySequence(QStringLiteral("Ctrl+Q"))});
    quit->setMenuRole(QAction::QuitRole);

    undo = add(tr("&Undo"), tr("Undo"), standard(QKeySequence::Undo, "Ctrl+Z"));
    redo = add(tr("&Redo"), tr("Redo"), standard(QKeySequence::Redo, "Ctrl+Shift+Z"));

    train =
        add(tr("&Train"), tr("Train the draft as a new run"), {QKeySequence(QStringLiteral("Ctrl+R")), QKeySequence(QStringLiteral("F5"))});
    pause = add(tr("&Pause"), tr("Pause after this step, or go on"), {QKeySequence(QStringLiteral("Ctrl+P"))});
    step = add(tr("One &step"), tr("Train one step, then pause"), {QKeySequence(QStringLiteral("F10"))});
    stop = add(tr("S&top"), tr("Stop with a checkpoint; the run can be resumed"), {QKeySequence(QStringLiteral("Ctrl+."))});
    resume_run = add(tr("Resume &this run"), tr("Go on with the run on display from its last checkpoint"));
    duplicate_run = add(tr("&Duplicate as new experiment"), tr("Make a draft from the run on display"));
    show_draft = add(tr("Show the &draft"), tr("Show the experiment being edited"), {QKeySequence(QStringLiteral("Ctrl+1"))});
    show_run = add(tr("Show the &run"), tr("Show the run's own experiment"), {QKeySequence(QStringLiteral("Ctrl+2"))});

    stack_tab = add(tr("Stac&k"), tr("Show the layer stack"), {QKeySequence(QStringLiteral("Alt+1"))});
    yaml_tab = add(tr("&YAML"), tr("Show the experiment as text"), {QKeySequence(QStringLiteral("Alt+2"))});
    fit_stack = add(tr("&Fit the stack"), tr("Show the whole stack at once"), {QKeySequence(QStringLiteral("Ctrl+0"))});
    inspector_panel = add(tr("&Inspector"), tr("Show or hide the inspector"), {QKeySequence(QStringLiteral("Ctrl+Shift+I"))});
    charts_panel = add(tr("&Charts"), tr("Show or hide the charts"), {QKeySequence(QStringLiteral("Ctrl+Shift+C"))});
    runs_panel = add(tr("&Runs"), tr("Show or hide the table of runs"), {QKeySequence(QStringLiteral("Ctrl+Shift+R"))});
    arrange_panels = add(tr("&Arrange panels"), tr("Show the panels' title bars, to move and float them"));
    for (QAction* action : {inspector_panel, charts_panel, runs_panel, arrange_panels}) action->setCheckable(true);
    theme_system = add(tr("As the &desktop"), tr("Light or dark as the desktop is"));
    theme_light = add(tr("&Light"), tr("Light theme"));
    theme_dark = add(tr("&Dark"), tr("Dark theme"));
    auto* themes = new QActionGroup(this);
    for (QAction* action : {theme_system, theme_light, theme_dark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    toggle_theme = add(tr("Switch &theme"), tr("Switch between light and dark"));
    commands = add(tr("&Commands…"), tr("Find any command by its name"), {QKeySequence(QStringLiteral("Ctrl+K"))});

    // What buttons say.
    open->setIconText(tr("Open…"));
    train->setIconText(tr("Train"));
    step->setIconText(tr("Step"));
    stop->setIconText(tr("Stop"));
    setPaused(false);

    about = add(tr("&About LayerLab"), tr("Version, licence and libraries"));
    about->setMenuRole(QAction::AboutRole);
    about_qt = add(tr("About &Qt"), tr("The version of Qt"));
    about_qt->setMenuRole(QAction::AboutQtRole);
    recolour();
}

QAction* Actions::add(const QString& text, const QString& help, const QList<QKeySequence>& shortcuts) {
    auto* action = new QAction(text, this);
    action->setProperty(help_property, help);
    action->setShortcuts(shortcuts);
    action->setStatusTip({});
    composeToolTip(action);
    m_window->addAction(action);  // shortcuts work although a menu bar may be hidden
    m_all << action;
    return action;
}

void Actions::setPaused(bool paused) {
    m_paused = paused;
    pause->setText(paused ? tr("&Resume") : tr("&Pause"));
    pause->setIconText(paused ? tr("Resume") : tr("Pause"));
    pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
}

void Actions::recolour() {
    new_experiment->setIcon(icon(QStringLiteral("new")));
    open->setIcon(icon(QStringLiteral("open")));
    open_run->setIcon(icon(QStringLiteral("folder")));
    save->setIcon(icon(QStringLiteral("save")));
    fit_stack->setIcon(icon(QStringLiteral("fit")));
    undo->setIcon(icon(QStringLiteral("undo")));
    redo->setIcon(icon(QStringLiteral("redo")));
    train->setIcon(icon(QStringLiteral("play"), Qt::white));
    step->setIcon(icon(QStringLiteral("step")));
    stop->setIcon(icon(QStringLiteral("stop")));
    toggle_theme->setIcon(icon(QStringLiteral("theme")));
    commands->setIcon(icon(QStringLiteral("commands")));
    setPaused(m_paused);
}

void Actions::allow(QAction* action, const QString& reason_against) {
    action->setProperty(reason_property, reason_against);
    action->setEnabled(reason_against.isEmpty());
    composeToolTip(action);
}

QString Actions::reasonAgainst(const QAction* action) { return action->property(reason_property).toString(); }

}  // namespace layerlab
