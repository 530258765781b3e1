// The inspector's section on the draft's sweep: its axes with their values, its seeds, how many runs that makes and about how
// long they take, and the button that starts them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/inspector/collapsible_section.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace layerlab {

class ExperimentDocument;

class SweepSection : public CollapsibleSection {
    Q_OBJECT

public:
    explicit SweepSection(ExperimentDocument& document, QWidget* parent = nullptr);

    void setRunReason(const QString& reason_against);     // empty: the sweep can be run
    void setSecondsOfRun(std::optional<double> seconds);  // what one run took before; nothing: not known

Q_SIGNALS:
    void runRequested();

private:
    void follow();
    void rebuild();
    QWidget* makeRow(const std::string& key);
    void edit(const std::string& key, QWidget* at);
    void commitSeeds();
    void tellSize();
    QString problemExactlyAt(const std::string& path) const;

    ExperimentDocument& m_document;
    QLabel* m_hint;
    QWidget* m_axes;
    QVBoxLayout* m_rows;
    QLineEdit* m_seeds;
    QLabel* m_complaint;
    QLabel* m_size;
    QPushButton* m_run;
    std::vector<std::string> m_keys;  // of the rows there are
    QString m_refused;                // why typed seeds are not in force
    std::optional<double> m_seconds;
};

}  // namespace layerlab
