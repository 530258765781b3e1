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
    QAction* save;
    QAction* save_as;
    QAction* quit;

    QAction* undo;
    QAction* redo;

    QAction* train;
    QAction* pause;  // says Resume while paused
    QAction* step;
    QAction* stop;
    QAction* resume_run;
    QAction* duplicate_run;
    QAction* show_draft;
    QAction* show_run;

    QAction* stack_tab;
    QAction* yaml_tab;
    QAction* fit_stack;
    QAction* inspector_panel;
    QAction* charts_panel;
    QAction* runs_panel;
    QAction* arrange_panels;
    QAction* theme_system;
    QAction* theme_light;
    QAction* theme_dark;
    QAction* toggle_theme;
    QAction* commands;

    QAction* about;
    QAction* about_qt;

    // In the order of the menus.
    QList<QAction*> all() const { return m_all; }
    // Whether `pause` pauses or resumes.
    void setPaused(bool paused);
    // Draws the icons in the theme's colours.
    void recolour();

    // Disables with the reason in the tooltip, or enables; the command palette shows the reason too.
    static void allow(QAction* action, const QString& reason_against);
    static QString reasonAgainst(const QAction* action);

private:
    QAction* add(const QString& text, const QString& help, const QList<QKeySequence>& shortcuts = {});
    QList<QAction*> m_all;
    QWidget* m_window;
    bool m_paused = false;
};

}  // namespace layerlab
