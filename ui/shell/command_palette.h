// The command palette (Ctrl+K): type a few letters of any command, press Enter.
#pragma once

#include <QAction>
#include <QFrame>
#include <QList>

class QLineEdit;
class QTreeWidget;

namespace layerlab {

// How well `text` answers to `typed`: its letters in order, better when together and at words' starts. 0: not at all.
int fuzzyScore(const QString& text, const QString& typed);

class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);
    // Shows itself at the top of the window with these commands.
    void open(const QList<QAction*>& commands);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void runCurrent();

    QWidget* m_window;
    QLineEdit* m_line;
    QTreeWidget* m_list;
    QList<QAction*> m_commands;
};

}  // namespace layerlab
