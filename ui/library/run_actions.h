// What can be done with the selected runs: the context menu, the menu bar and the keys of the table show these.
#pragma once

#include <QAction>
#include <QList>
#include <QMenu>
#include <QObject>
#include <memory>

namespace layerlab {

constexpr int palette_size = 8;  // of Theme::categorical
QString paletteName(int colour);

class RunActions : public QObject {
    Q_OBJECT

public:
    // The keys work while `table` has the focus.
    explicit RunActions(QWidget* table);

    QAction* open;
    QAction* overlay;
    QAction* compare;
    QAction* rename;
    QAction* tags;
    QAction* note;
    QAction* resume;
    QAction* duplicate;
    QAction* smaller;
    QAction* open_folder;
    QAction* copy_path;
    QAction* archive;
    QAction* trash;
    QAction* empty_trash;
    QAction* group;  // of all runs, not of the selected ones
    QAction* show_archived;

    QAction* colour() const { return m_colour_menu->menuAction(); }
    // By the palette's index; the last one is automatic.
    const QList<QAction*>& colours() const { return m_colours; }
    QList<QAction*> all() const;
    void fill(QMenu& menu) const;
    void recolour();

private:
    QAction* add(const char* name, const QString& text, const QString& help, const QList<QKeySequence>& shortcuts = {});

    QWidget* m_table;
    std::unique_ptr<QMenu> m_colour_menu;
    QList<QAction*> m_colours;
};

}  // namespace layerlab
