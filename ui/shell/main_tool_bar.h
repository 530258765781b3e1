// The tool bar: the few commands that are used all the time, what is being edited, and what it computes with.
#pragma once

#include <QToolBar>

class QMenu;
class QToolButton;

namespace layerlab {

class Actions;
class ElidedLabel;

class MainToolBar : public QToolBar {
    Q_OBJECT

public:
    MainToolBar(const Actions& actions, QMenu* examples, QMenu* exports, QMenu* machine, QWidget* parent = nullptr);

    void setDocument(const QString& name, bool modified);
    void setMachine(const QString& text, const QString& details);

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addMenu(const QString& text, const QString& name, const QString& help, QMenu* menu);
    QToolButton* add(QAction* action, Qt::ToolButtonStyle style, const char* object_name = "");
    void colour();

    ElidedLabel* m_title;
    QToolButton* m_machine;
};

}  // namespace layerlab
