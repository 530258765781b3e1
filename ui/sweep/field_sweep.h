// What a row of the inspector has for sweeping its field: "Sweep this field…" in the context menu and under Alt+W, and a mark
// beside the label while it is swept.
#pragma once

#include <QObject>
#include <string>

class QAction;
class QToolButton;

namespace layerlab {

class ExperimentDocument;
class FieldRow;

class FieldSweep : public QObject {
    Q_OBJECT

public:
    // Does nothing where the row's key is of a kind that cannot be swept.
    FieldSweep(ExperimentDocument& document, FieldRow& row);

    QAction* action() const { return m_action; }  // nullptr: see above
    QToolButton* mark() const { return m_mark; }  // the same
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::string key() const;
    void follow();
    void open();

    ExperimentDocument& m_document;
    FieldRow& m_row;
    QAction* m_action = nullptr;
    QToolButton* m_mark = nullptr;
};

}  // namespace layerlab
