// The line above the runs: what to look for, how many runs that leaves, and which term was not understood.
#pragma once

#include <QWidget>

#include "ui/library/run_filter.h"

class QAction;
class QLineEdit;
class QToolButton;

namespace layerlab {

class ElidedLabel;

class FilterLine : public QWidget {
    Q_OBJECT

public:
    explicit FilterLine(QWidget* parent = nullptr);

    const RunFilter& filter() const { return m_filter; }
    void setCounts(int shown, int all);
    void clear();
    QLineEdit* line() { return m_line; }
    QString message() const;
    QToolButton* addButton(const char* name);  // at its end

Q_SIGNALS:
    void filterChanged();
    void left();  // Enter, Down, or Escape in the empty line: on to the runs

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void say();
    void colour();

    RunFilter m_filter;
    QLineEdit* m_line;
    QAction* m_mark;
    ElidedLabel* m_message;
    int m_shown = 0, m_all = 0;
};

}  // namespace layerlab
