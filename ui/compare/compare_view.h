// The Compare tab: chosen runs beside each other. Accuracy by depth over seeds, training curves, accuracy against cost, the
// depth × run table, what differs in their experiments, and the best route for a target.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/runs/event.h"
#include "ui/compare/comparison_reader.h"
#include "ui/compare/group_looks.h"

class QAbstractButton;
class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace layerlab {

class CompareCostChart;
class CompareDepthChart;
class CompareTrainingChart;
class ConfigDiffCard;
class DepthTableCard;
class ElidedLabel;
class RunChips;
class SegmentedSwitch;
class TargetLine;

// Runs that belong together in a library: those of one name, or with one tag.
struct RunFamily {
    QString title;  // "All runs named hops (12)"
    QStringList folders;
};

class CompareView : public QWidget {
    Q_OBJECT

public:
    explicit CompareView(QWidget* parent = nullptr);

    // ---- what its owner gives ----
    void setColours(const std::function<int(const QString& folder)>& colourOf);  // as the runs table has them
    void setFamilies(const std::function<QList<RunFamily>(const QStringList& compared)>& families);
    // Pressed to compare the runs selected in the table, and to write a report; shown with their reasons when disabled.
    void setCommands(QAction* add_selected, QAction* report);

    // ---- which runs ----
    const QStringList& runs() const { return m_runs; }
    void setRuns(const QStringList& folders);
    void addRuns(const QStringList& folders);
    void removeRun(const QString& folder);
    void refreshLooks();  // names or colours have changed
    const std::string& split() const { return m_split; }
    void setSplit(const std::string& split);  // "valid" or "test"

    const std::shared_ptr<const Comparison>& comparison() const { return m_reader.comparison(); }
    bool isReading() const { return m_reader.isReading(); }

    RunChips* chips() const { return m_chips; }
    CompareDepthChart* depthChart() const { return m_depths; }
    CompareTrainingChart* trainingChart() const { return m_training; }
    CompareCostChart* costChart() const { return m_costs; }
    DepthTableCard* table() const { return m_table; }
    ConfigDiffCard* configs() const { return m_configs; }
    TargetLine* target() const { return m_target; }
    SegmentedSwitch* splitSwitch() const { return m_split_switch; }
    QString title() const;     // "3 groups of 9 runs"
    QString problems() const;  // of runs that cannot be read; empty: there are none

Q_SIGNALS:
    void runsChanged();
    void routeChosen(const QString& folder, const Route& route);
    void openRun(const QString& folder);
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static void mirror(QAbstractButton* button, QAction* command);
    void buildTop();
    void buildCards();
    void take();
    void showChips();
    void arrange();
    void keepLayout();
    void showFamilies(QMenu* menu);
    void offerRoutes(std::size_t point, const QPoint& at);
    void chooseCell(int group, int depth);
    QString displayName(const QString& folder) const;

    QStringList m_runs;
    std::string m_split = "valid";
    std::function<int(const QString&)> m_colour_of;
    std::function<QList<RunFamily>(const QStringList&)> m_families;
    std::vector<GroupLook> m_looks;

    QStackedWidget* m_pages;  // nothing chosen; the comparison
    QWidget* m_empty;
    QPushButton* m_empty_button;
    ElidedLabel* m_title;
    QToolButton* m_add;
    QToolButton* m_all;
    QToolButton* m_report;
    QToolButton* m_clear;
    SegmentedSwitch* m_split_switch;
    RunChips* m_chips;
    QLabel* m_problems;
    TargetLine* m_target;
    QScrollArea* m_scroll;
    QSplitter* m_rows;
    QSplitter* m_upper;
    QSplitter* m_lower;
    QStackedWidget* m_curves;
    CompareDepthChart* m_depths;
    CompareTrainingChart* m_training;
    CompareCostChart* m_costs;
    DepthTableCard* m_table;
    ConfigDiffCard* m_configs;
    ComparisonReader m_reader;
};

}  // namespace layerlab
