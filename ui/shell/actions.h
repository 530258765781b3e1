// Every command of the window, in one place: menus, tool bar, shortcuts and the command palette all show these.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

namespace layerlab {

class Actions : public QObject {
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    QAction* new_experiment;
    QAction* open;
    QAction* open_run;
    QAction* import_data;
    QAction* save;
    QAction* save_as;
    QAction* revert;
    QAction* quit;

    QAction* undo;
    QAction* redo;

    // On the selected slots; their keys work while the stack has the keyboard.
    QAction* slot_cut;
    QAction* slot_copy;
    QAction* slot_paste;
    QAction* slot_duplicate;
    QAction* slot_delete;
    QAction* select_all;
    QAction* slot_insert;
    QAction* slot_up;
    QAction* slot_down;
    QAction* share_layer;
    QAction* share_attention;
    QAction* share_feed_forward;
    QAction* unshare;
    QAction* slot_skip;
    QAction* slot_freeze;

    QAction* train;
    QAction* pause;  // says Resume while paused
    QAction* step;
    QAction* stop;
    QAction* resume_run;
    QAction* duplicate_run;
    QAction* measure_depths;
    QAction* measure_by;
    QAction* smaller_model;
    QAction* try_model;
    QAction* show_draft;
    QAction* show_run;

    QAction* run_sweep;
    QAction* pause_sweep;  // says Resume or Continue where that is what it does
    QAction* stop_sweep;
    QAction* cancel_sweep;

    QAction* stack_tab;
    QAction* yaml_tab;
    QAction* compare_tab;
    QAction* sweep_tab;
    QAction* fit_stack;
    QAction* inspector_panel;
    QAction* charts_panel;
    QAction* runs_panel;
    QAction* sweeps_panel;
    QAction* arrange_panels;
    QAction* theme_system;
    QAction* theme_light;
    QAction* theme_dark;
    QAction* toggle_theme;
    QAction* language_system;
    QAction* language_english;
    QAction* language_chinese;
    QAction* commands;

    QAction* fit_charts;
    QAction* export_stack;
    QAction* export_loss;
    QAction* export_depths;
    QAction* export_history;
    QAction* export_difficulty;
    QAction* export_answers;
    QAction* export_report;
    QAction* filter_runs;

    QAction* help;
    QAction* help_keys;
    QAction* tour;
    QAction* about;
    QAction* about_qt;

    // In the order of the menus.
    QList<QAction*> all() const { return m_all; }
    // The context menu of the stack; null pointers separate.
    QList<QAction*> ofSlots() const;
    void bindToCanvas(QWidget* canvas);
    // Whether `pause` pauses or resumes.
    void setPaused(bool paused);
    enum class SweepCommand { Pause, Resume, Continue };
    void setSweepCommand(SweepCommand command);  // what pause_sweep does
    void setSweeping(std::size_t runs);          // of the draft's sweep, 0: it has none; `train` says that it trains one run alone
    // Draws the icons in the theme's colours.
    void recolour();

    // Disables with the reason in the tooltip, or enables; the command palette shows the reason too.
    static void allow(QAction* action, const QString& reason_against);
    static QString reasonAgainst(const QAction* action);

private:
    QAction* add(const QString& text, const QString& help, const QList<QKeySequence>& shortcuts = {});
    // Its keys work only while `place` has the keyboard (see bindToCanvas), so that they do not take letters from fields.
    QAction* addForSlots(const QString& text, const QString& help, const QList<QKeySequence>& shortcuts);
    QList<QAction*> m_all;
    QList<QAction*> m_of_slots;
    QWidget* m_window;
    bool m_paused = false;
    SweepCommand m_sweep_command = SweepCommand::Pause;
};

}  // namespace layerlab
