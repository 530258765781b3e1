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
    import_data = add(tr("&Import data…"), tr("Make the task from a table or a text: look at it, choose columns"),
                      {QKeySequence(QStringLiteral("Ctrl+I"))});
    save = add(tr("&Save"), tr("Save the experiment"), standard(QKeySequence::Save, "Ctrl+S"));
    save_as = add(tr("Save &as…"), tr("Save the experiment under another name"), {QKeySequence(QStringLiteral("Ctrl+Shift+S"))});
    revert = add(tr("Re&vert to saved"), tr("Read the file again; can be undone"));
    quit = add(tr("&Quit"), tr("Close LayerLab"), {QKeySequence(QStringLiteral("Ctrl+Q"))});
    quit->setMenuRole(QAction::QuitRole);

    undo = add(tr("&Undo"), tr("Undo"), standard(QKeySequence::Undo, "Ctrl+Z"));
    redo = add(tr("&Redo"), tr("Redo"), standard(QKeySequence::Redo, "Ctrl+Shift+Z"));

    const auto key = [](const char* keys) { return QList<QKeySequence>{QKeySequence(QLatin1String(keys))}; };
    slot_cut = addForSlots(tr("Cu&t"), tr("Cut the selected layers"), standard(QKeySequence::Cut, "Ctrl+X"));
    slot_copy = addForSlots(tr("&Copy"), tr("Copy the selected layers; they can be pasted into another experiment"),
                            standard(QKeySequence::Copy, "Ctrl+C"));
    slot_paste = addForSlots(tr("&Paste"), tr("Paste layers above the selected ones"), standard(QKeySequence::Paste, "Ctrl+V"));
    slot_duplicate = addForSlots(tr("&Duplicate"), tr("Copy the selected layers to the place above them"), key("Ctrl+D"));
    slot_delete = addForSlots(tr("De&lete"), tr("Delete the selected layers"),
                              {QKeySequence(QStringLiteral("Del")), QKeySequence(QStringLiteral("Backspace"))});
    select_all = addForSlots(tr("Select &all layers"), tr("Select every layer of the stack"), standard(QKeySequence::SelectAll, "Ctrl+A"));
    slot_insert = addForSlots(tr("&Insert a layer"), tr("Insert a layer above the selected ones"),
                              {QKeySequence(QStringLiteral("Ins")), QKeySequence(QStringLiteral("/"))});
    slot_up = addForSlots(tr("Move &up"), tr("Move the selected layers towards the classifier"), key("Alt+Up"));
    slot_down = addForSlots(tr("Move &down"), tr("Move the selected layers towards the embeddings"), key("Alt+Down"));
    share_layer = addForSlots(tr("&Share weights"), tr("The selected layers use one set of weights"), key("S"));
    share_attention = addForSlots(tr("Share &attention only"), tr("The selected layers use one set of attention weights"), key("A"));
    share_feed_forward =
        addForSlots(tr("Share f&eed-forward only"), tr("The selected layers use one set of feed-forward weights"), key("E"));
    unshare = addForSlots(tr("&Own weights"), tr("The selected layers get weights of their own"), key("Shift+S"));
    slot_skip = addForSlots(tr("S&kip"), tr("The selected layers never run; again: they run"), key("K"));
    slot_freeze = addForSlots(tr("&Freeze"), tr("The selected layers run but do not learn; again: they learn"), key("F"));

    train =
        add(tr("&Train"), tr("Train the draft as a new run"), {QKeySequence(QStringLiteral("Ctrl+R")), QKeySequence(QStringLiteral("F5"))});
    pause = add(tr("&Pause"), tr("Pause after this step, or go on"), {QKeySequence(QStringLiteral("Ctrl+P"))});
    step = add(tr("One &step"), tr("Train one step, then pause"), {QKeySequence(QStringLiteral("F10"))});
    stop = add(tr("St&op"), tr("Stop with a checkpoint; the run can be resumed"), {QKeySequence(QStringLiteral("Ctrl+."))});
    resume_run = add(tr("Resume t&his run"), tr("Go on with the run on display from its last checkpoint"));
    duplicate_run = add(tr("&Duplicate as new experiment"), tr("Make a draft from the run on display"));
    measure_depths = add(tr("&Measure every depth"), tr("Accuracy, cost and latency of each depth of the run on display"),
                         {QKeySequence(QStringLiteral("Ctrl+M"))});
    measure_by = add(tr("M&easure depths…"), tr("Choose by which rule or search each depth keeps its layers, and measure that"),
                     {QKeySequence(QStringLiteral("Ctrl+Shift+M"))});
    smaller_model = add(tr("Smaller mode&l…"), tr("Take a smaller model out of the run on display: fewer layers, fewer bits, pruned"),
                        {QKeySequence(QStringLiteral("Ctrl+L"))});
    try_model = add(tr("Tr&y it…"), tr("Type a text and read the answers of the run on display"), {QKeySequence(QStringLiteral("Ctrl+T"))});
    show_draft = add(tr("Show the &draft"), tr("Show the experiment being edited"), {QKeySequence(QStringLiteral("Ctrl+1"))});
    show_run = add(tr("Show the &run"), tr("Show the run's own experiment"), {QKeySequence(QStringLiteral("Ctrl+2"))});

    run_sweep = add(tr("Run s&weep"), tr("Train every combination of the draft's sweep as a run of its own"),
                    {QKeySequence(QStringLiteral("Ctrl+Shift+T"))});
    pause_sweep = add(tr("P&ause the sweep"), tr("Start no new runs of the sweep, or go on"));
    stop_sweep = add(tr("&Interrupt the sweep"), tr("Stop its runs with checkpoints; the sweep can be continued"));
    cancel_sweep = add(tr("&Cancel the sweep"), tr("Stop its runs, and give up those that wait"));

    stack_tab = add(tr("Stac&k"), tr("Show the layer stack"), {QKeySequence(QStringLiteral("Alt+1"))});
    yaml_tab = add(tr("&YAML"), tr("Show the experiment as text"), {QKeySequence(QStringLiteral("Alt+2"))});
    compare_tab = add(tr("Com&pare"), tr("Show the compared runs"), {QKeySequence(QStringLiteral("Alt+3"))});
    sweep_tab = add(tr("S&weep"), tr("Show the results of a sweep"), {QKeySequence(QStringLiteral("Alt+4"))});
    fit_stack = add(tr("&Fit the stack"), tr("Show the whole stack at once"), {QKeySequence(QStringLiteral("Ctrl+0"))});
    inspector_panel = add(tr("&Inspector"), tr("Show or hide the inspector"), {QKeySequence(QStringLiteral("Ctrl+Shift+I"))});
    charts_panel = add(tr("&Charts"), tr("Show or hide the charts"), {QKeySequence(QStringLiteral("Ctrl+Shift+C"))});
    runs_panel = add(tr("R&uns"), tr("Show or hide the table of runs"), {QKeySequence(QStringLiteral("Ctrl+Shift+R"))});
    sweeps_panel = add(tr("Sweep &queue"), tr("Show the queue of a sweep's runs"), {QKeySequence(QStringLiteral("Ctrl+Shift+W"))});
    arrange_panels = add(tr("&Arrange panels"), tr("Show the panels' title bars, to move and float them"));
    for (QAction* action : {inspector_panel, charts_panel, runs_panel, arrange_panels}) action->setCheckable(true);
    theme_system = add(tr("A&s the desktop"), tr("Light or dark as the desktop is"));
    theme_light = add(tr("&Light"), tr("Light theme"));
    theme_dark = add(tr("&Dark"), tr("Dark theme"));
    auto* themes = new QActionGroup(this);
    for (QAction* action : {theme_system, theme_light, theme_dark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    toggle_theme = add(tr("Switch &theme"), tr("Switch between light and dark"));
    language_system = add(tr("As the &desktop's"), tr("The language of the desktop; from the next start"));
    language_english = add(QStringLiteral("&English"), tr("English; from the next start"));
    language_chinese = add(QStringLiteral("&中文"), tr("Simplified Chinese; from the next start"));
    auto* languages = new QActionGroup(this);
    for (QAction* action : {language_system, language_english, language_chinese}) {
        action->setCheckable(true);
        languages->addAction(action);
    }
    fit_charts = add(tr("Fit the c&harts"), tr("Show all data in every chart and follow its end"), key("Ctrl+Shift+0"));
    export_stack = add(tr("&Stack as picture…"), tr("Save a picture of the stack"));
    export_loss = add(tr("&Loss chart…"), tr("Save the loss chart as PNG, SVG, PDF or CSV"));
    export_depths = add(tr("Accuracy by &depth…"), tr("Save the accuracy of each depth as PNG, SVG, PDF or CSV"));
    export_history = add(tr("Accuracy over &time…"), tr("Save the accuracy of each depth over time as PNG, SVG, PDF or CSV"));
    export_difficulty = add(tr("Accuracy by di&fficulty…"), tr("Save the accuracy by difficulty as PNG, SVG, PDF or CSV"));
    export_answers = add(tr("Ans&wers by label…"), tr("Save the answers by label as PNG, SVG, PDF or CSV"));
    export_report = add(tr("&Report…"), tr("Write a report, HTML or PDF, of the compared runs, or else of the run on display"),
                        {QKeySequence(QStringLiteral("Ctrl+Shift+E"))});
    filter_runs = add(tr("&Filter runs"), tr("Find runs by name, tag or figure"), standard(QKeySequence::Find, "Ctrl+F"));
    commands = add(tr("Co&mmands…"), tr("Find any command by its name"), {QKeySequence(QStringLiteral("Ctrl+K"))});

    // What buttons say.
    open->setIconText(tr("Open…"));
    save->setIconText(tr("Save"));
    train->setIconText(tr("Train"));
    step->setIconText(tr("Step"));
    export_report->setIconText(tr("Report…"));
    stop->setIconText(tr("Stop"));
    pause_sweep->setIconText(tr("Pause"));
    stop_sweep->setIconText(tr("Stop"));
    cancel_sweep->setIconText(tr("Cancel"));
    setPaused(false);

    help = add(tr("&Help"), tr("What the part of the window with the keyboard does"), standard(QKeySequence::HelpContents, "F1"));
    help_keys = add(tr("&Keys of the experiment file"), tr("Every key with its meaning, range and default"), key("Shift+F1"));
    tour = add(tr("Show the &tour"), tr("A short tour of the window"));
    about = add(tr("&About LayerLab"), tr("Version, licence and libraries"));
    about->setMenuRole(QAction::AboutRole);
    about_qt = add(tr("About &Qt"), tr("The version of Qt"));
    about_qt->setMenuRole(QAction::AboutQtRole);
    recolour();
}

QAction* Actions::add(const QString& text, const QString& help_text, const QList<QKeySequence>& shortcuts) {
    auto* action = new QAction(text, this);
    action->setProperty(help_property, help_text);
    action->setShortcuts(shortcuts);
    action->setStatusTip({});
    composeToolTip(action);
    m_window->addAction(action);  // shortcuts work although a menu bar may be hidden
    m_all << action;
    return action;
}

QAction* Actions::addForSlots(const QString& text, const QString& help_text, const QList<QKeySequence>& shortcuts) {
    QAction* action = add(text, help_text, shortcuts);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_of_slots << action;
    return action;
}

void Actions::bindToCanvas(QWidget* canvas) { canvas->addActions(m_of_slots); }

QList<QAction*> Actions::ofSlots() const {
    return {slot_cut, slot_copy,   slot_paste,      slot_duplicate,     slot_delete, nullptr, slot_insert, slot_up,    slot_down,
            nullptr,  share_layer, share_attention, share_feed_forward, unshare,     nullptr, slot_skip,   slot_freeze};
}

void Actions::setPaused(bool paused) {
    m_paused = paused;
    pause->setText(paused ? tr("&Resume") : tr("&Pause"));
    pause->setIconText(paused ? tr("Resume") : tr("Pause"));
    pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
}

void Actions::setSweepCommand(SweepCommand command) {
    if (command == m_sweep_command) return;
    m_sweep_command = command;
    pause_sweep->setText(command == SweepCommand::Pause    ? tr("P&ause the sweep")
                         : command == SweepCommand::Resume ? tr("Res&ume the sweep")
                                                           : tr("Co&ntinue the sweep"));
    pause_sweep->setIconText(command == SweepCommand::Pause    ? tr("Pause")
                             : command == SweepCommand::Resume ? tr("Resume")
                                                               : tr("Continue"));
}

void Actions::setSweeping(std::size_t runs) {
    train->setProperty(help_property,
                       runs == 0 ? tr("Train the draft as a new run")
                                 : tr("Train the draft alone as a new run; Run sweep trains the runs of its sweep (%1)").arg(runs));
    composeToolTip(train);
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
