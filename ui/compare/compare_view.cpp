#include "ui/compare/compare_view.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/runs/comparison.h"
#include "ui/charts/depth_chart.h"
#include "ui/compare/compare_cost_chart.h"
#include "ui/compare/compare_depth_chart.h"
#include "ui/compare/compare_training_chart.h"
#include "ui/compare/compare_words.h"
#include "ui/compare/config_diff_card.h"
#include "ui/compare/depth_table_card.h"
#include "ui/compare/run_chips.h"
#include "ui/compare/target_line.h"
#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/page_widths.h"
#include "ui/shell/segmented_switch.h"

namespace layerlab {

namespace {

constexpr int most_runs = 200;                     // more could not be told apart, and would take minutes to read
constexpr int narrow = 90;                         // characters of width below which the cards stand in one column
constexpr int chart_lines = 15, table_lines = 11;  // of text, the least heights of cards
const auto layout_key = QStringLiteral("compare/layout%1");

QFrame* card(QWidget* content) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(content);
    return frame;
}

}  // namespace

CompareView::CompareView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Compare runs"));
    m_pages = new QStackedWidget(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    m_empty = new QWidget(m_pages);
    auto* centre = new QVBoxLayout(m_empty);
    auto* words = new MutedLabel(tr("Compare runs: accuracy by depth over seeds, accuracy against cost, what differs in their configs.\n\n"
                                    "Select runs in the table below (Ctrl or Shift for several), then press Compare or Ctrl+E."),
                                 m_empty);
    words->setObjectName(QStringLiteral("compareEmpty"));
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    m_empty_button = new QPushButton(tr("Compare the selected runs"), m_empty);
    m_empty_button->setObjectName(QStringLiteral("compareSelected"));
    centre->addStretch();
    centre->addWidget(words);
    centre->addSpacing(10);
    centre->addWidget(m_empty_button, 0, Qt::AlignHCenter);
    centre->addStretch();
    m_pages->addWidget(m_empty);

    auto* page = new QWidget(m_pages);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(10, 8, 10, 8);
    rows->setSpacing(6);
    m_pages->addWidget(page);
    buildTop();
    buildCards();
    setFocusProxy(m_table->view());
    connect(&m_reader, &ComparisonReader::changed, this, &CompareView::take);
    take();
}

void CompareView::buildTop() {
    auto* page = m_pages->widget(1);
    const auto button = [page](const QString& text, const char* name) {
        auto* added = new QToolButton(page);
        added->setText(text);
        added->setObjectName(QLatin1String(name));
        return added;
    };
    m_title = new ElidedLabel(page);
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_add = button(tr("Add selected runs"), "addSelectedRuns");
    m_all = button(tr("All runs of…"), "addFamilies");
    m_all->setToolTip(tr("Add all runs of the library that have the name or a tag of these"));
    m_all->setPopupMode(QToolButton::InstantPopup);
    auto* families = new QMenu(m_all);
    connect(families, &QMenu::aboutToShow, this, [this, families] { showFamilies(families); });
    m_all->setMenu(families);
    m_clear = button(tr("Clear"), "clearComparison");
    m_clear->setToolTip(tr("Take all runs out of the comparison"));
    connect(m_clear, &QToolButton::clicked, this, [this] { setRuns({}); });
    m_report = button({}, "exportReport");
    m_split_switch = new SegmentedSwitch({tr("Validation"), tr("Test")}, page);
    m_split_switch->setAccessibleName(tr("Which data the accuracies are of"));
    connect(m_split_switch, &SegmentedSwitch::chosen, this, [this](int segment) { setSplit(segment == 0 ? "valid" : "test"); });
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_title, 1);
    line->addWidget(m_split_switch);
    for (QToolButton* each : {m_add, m_all, m_report, m_clear}) line->addWidget(each);
    m_chips = new RunChips(page);
    connect(m_chips, &RunChips::removed, this, &CompareView::removeRun);
    m_problems = new QLabel(page);
    m_problems->setObjectName(QStringLiteral("error"));
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setWordWrap(true);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->hide();
    m_target = new TargetLine(page);
    connect(m_target, &TargetLine::routeChosen, this, &CompareView::routeChosen);
    auto* rows = static_cast<QVBoxLayout*>(page->layout());
    rows->addLayout(line);
    rows->addWidget(m_chips);
    rows->addWidget(m_problems);
    rows->addWidget(m_target);
}

void CompareView::buildCards() {
    auto* page = m_pages->widget(1);
    m_depths = new CompareDepthChart;
    m_training = new CompareTrainingChart;
    m_costs = new CompareCostChart;
    m_table = new DepthTableCard;
    m_configs = new ConfigDiffCard;
    m_curves = new QStackedWidget;
    m_curves->addWidget(m_depths);
    m_curves->addWidget(m_training);
    // The same switch in either chart's title line.
    for (ChartView* chart : {static_cast<ChartView*>(m_depths), static_cast<ChartView*>(m_training)}) {
        auto* which = new SegmentedSwitch({tr("by depth"), tr("training")}, chart);
        which->setAccessibleName(tr("Accuracy by depth, or training curves"));
        which->setCurrent(chart == m_depths ? 0 : 1);
        connect(which, &SegmentedSwitch::chosen, this, [this, which, chart](int segment) {
            which->setCurrent(chart == m_depths ? 0 : 1);  // as it is found when this chart comes back
            m_curves->setCurrentIndex(segment);
            QSettings().setValue(QStringLiteral("compare/curves"), segment);
        });
        chart->addControl(which);
    }
    onlyShownPageAsksForWidth(*m_curves);
    m_curves->setCurrentIndex(qBound(0, QSettings().value(QStringLiteral("compare/curves"), 0).toInt(), 1));
    for (ChartView* chart : findChildren<ChartView*>()) connect(chart, &ChartView::failed, this, &CompareView::failed);
    for (ChartView* chart : {static_cast<ChartView*>(m_depths), static_cast<ChartView*>(m_training), static_cast<ChartView*>(m_costs)}) {
        connect(chart, &ChartView::failed, this, &CompareView::failed);
        chart->remember();
    }
    connect(m_table, &DepthTableCard::failed, this, &CompareView::failed);
    connect(m_table, &DepthTableCard::activated, this, &CompareView::chooseCell);
    connect(m_costs, &CompareCostChart::pointClicked, this, &CompareView::offerRoutes);

    m_rows = new QSplitter(Qt::Vertical);
    m_upper = new QSplitter(Qt::Horizontal, m_rows);
    m_lower = new QSplitter(Qt::Horizontal, m_rows);
    m_upper->addWidget(card(m_curves));
    m_upper->addWidget(card(m_costs));
    m_lower->addWidget(card(m_table));
    m_lower->addWidget(card(m_configs));
    int number = 0;
    for (QSplitter* splitter : {m_rows, m_upper, m_lower}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(8);
        splitter->setObjectName(layout_key.arg(number++));
        connect(splitter, &QSplitter::splitterMoved, this, &CompareView::keepLayout);
    }
    for (int i = 0; i < 2; ++i) {
        m_upper->widget(i)->setMinimumHeight(fontMetrics().height() * chart_lines);
        m_lower->widget(i)->setMinimumHeight(fontMetrics().height() * table_lines);
    }
    // As wide as each other, whatever stands in their title lines.
    for (QSplitter* splitter : {m_upper, m_lower}) splitter->setSizes({1000, 1000});
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 2);
    m_scroll = new QScrollArea(page);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_rows);
    static_cast<QVBoxLayout*>(page->layout())->addWidget(m_scroll, 1);
    arrange();
    for (QSplitter* splitter : {m_rows, m_upper, m_lower}) {
        const QByteArray kept = QSettings().value(splitter->objectName()).toByteArray();
        const Qt::Orientation orientation = splitter->orientation();
        if (!kept.isEmpty()) splitter->restoreState(kept);
        splitter->setOrientation(orientation);  // a matter of this window's width
    }
}

void CompareView::keepLayout() {
    for (const QSplitter* splitter : {m_rows, m_upper, m_lower}) QSettings().setValue(splitter->objectName(), splitter->saveState());
}

// Two by two, or in one column that scrolls where that would be too narrow.
void CompareView::arrange() {
    const bool column = width() < fontMetrics().averageCharWidth() * narrow;
    const Qt::Orientation wanted = column ? Qt::Vertical : Qt::Horizontal;
    for (QSplitter* splitter : {m_upper, m_lower})
        if (splitter->orientation() != wanted) splitter->setOrientation(wanted);
}

void CompareView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void CompareView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_reader.setActive(true);
}

void CompareView::hideEvent(QHideEvent* event) {
    m_reader.setActive(false);
    QWidget::hideEvent(event);
}

// ---- what its owner gives ------------------------------------------------------------------------------------------

void CompareView::setColours(const std::function<int(const QString&)>& colourOf) {
    m_colour_of = colourOf;
    refreshLooks();
}

void CompareView::setFamilies(const std::function<QList<RunFamily>(const QStringList&)>& families) { m_families = families; }

// A button with words of its own that does what the command does, when the command can be done.
void CompareView::mirror(QAbstractButton* button, QAction* command) {
    const auto follow = [button, command] {
        button->setEnabled(command->isEnabled());
        button->setToolTip(command->toolTip());
    };
    connect(command, &QAction::changed, button, follow);
    connect(button, &QAbstractButton::clicked, command, &QAction::trigger);
    follow();
}

void CompareView::setCommands(QAction* add_selected, QAction* report) {
    mirror(m_empty_button, add_selected);
    mirror(m_add, add_selected);
    m_report->setDefaultAction(report);
}

void CompareView::showFamilies(QMenu* menu) {
    menu->clear();
    menu->setToolTipsVisible(true);
    if (m_families)
        for (const RunFamily& family : m_families(m_runs))
            menu->addAction(QString(family.title).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                            [this, folders = family.folders] { addRuns(folders); });
    if (menu->isEmpty()) menu->addAction(tr("No other run has the name or a tag of these"))->setEnabled(false);
}

// ---- which runs ----------------------------------------------------------------------------------------------------

void CompareView::setRuns(const QStringList& folders) {
    QStringList wanted = folders;
    wanted.removeDuplicates();
    if (wanted.size() > most_runs) {
        Q_EMIT failed(tr("%1 runs are too many to compare; the first %2 are shown.").arg(wanted.size()).arg(most_runs));
        wanted = wanted.first(most_runs);
    }
    if (wanted == m_runs) return;
    m_runs = wanted;
    m_pages->setCurrentIndex(m_runs.isEmpty() ? 0 : 1);
    showChips();
    m_reader.setRuns(m_runs, m_split);
    Q_EMIT runsChanged();
}

void CompareView::addRuns(const QStringList& folders) { setRuns(m_runs + folders); }

void CompareView::removeRun(const QString& folder) {
    QStringList left = m_runs;
    left.removeAll(folder);
    setRuns(left);
}

void CompareView::setSplit(const std::string& split) {
    m_split = split;
    m_split_switch->setCurrent(split == "test" ? 1 : 0);
    m_reader.setRuns(m_runs, m_split);
}

void CompareView::refreshLooks() {
    if (!m_runs.isEmpty()) take();
}

QString CompareView::displayName(const QString& folder) const {
    for (const ComparedRun& run : comparison()->runs)
        if (QString::fromStdString(run.folder.string()) == folder) return QString::fromStdString(run.name);
    return QFileInfo(folder).fileName();
}

void CompareView::showChips() {
    QList<RunChip> chips;
    QStringList wrong;
    for (const QString& folder : std::as_const(m_runs)) {
        RunChip chip{folder, displayName(folder), m_colour_of ? m_colour_of(folder) : 0, QDir::toNativeSeparators(folder)};
        for (std::size_t i = 0; i < comparison()->runs.size(); ++i) {
            const ComparedRun& run = comparison()->runs[i];
            if (QString::fromStdString(run.folder.string()) != folder) continue;
            if (!run.problem.empty()) {
                chip.colour = -1;
                chip.tip = QString::fromStdString(run.problem);
                wrong << tr("%1 cannot be compared: %2").arg(chip.name, chip.tip);
            } else if (const int group = groupOf(*comparison(), i); group >= 0) {
                chip.colour = m_looks[static_cast<std::size_t>(group)].colour;
                chip.tip = tr("%1 \u00b7 seed %2")
                               .arg(QString::fromStdString(comparison()->groups[static_cast<std::size_t>(group)].name))
                               .arg(run.seed);
            }
        }
        chips << chip;
    }
    m_chips->setChips(chips);
    constexpr qsizetype most_told = 3;
    if (const qsizetype more = wrong.size() - most_told; more > 0)
        wrong = wrong.first(most_told) + QStringList(tr("… and %1 more").arg(more));
    m_problems->setText(wrong.join(QLatin1Char('\n')));
    m_problems->setVisible(!wrong.isEmpty());
}

void CompareView::take() {
    const auto& comparison = m_reader.comparison();
    m_looks = groupLooks(*comparison, m_colour_of);
    showChips();
    // While the first reading goes on nothing is known; words about missing measurements would be wrong.
    const bool waiting = comparison->runs.empty() && !m_runs.isEmpty();
    const bool test = comparison->split == "test";
    m_depths->setEmptyText(waiting ? tr("Reading the runs…")
                           : test  ? tr("None of these runs was measured on test data. Open a run and measure every depth (Ctrl+M).")
                                   : tr("None of these runs was evaluated yet."));
    m_depths->show(comparison, m_looks);
    m_training->show(comparison, m_looks);
    m_costs->show(comparison, m_looks);
    m_table->show(comparison, m_looks);
    m_configs->show(comparison);
    m_target->show(comparison);
    const std::size_t runs = static_cast<std::size_t>(m_runs.size()), groups = comparison->groups.size();
    QString words = runs == 1 ? tr("1 run") : tr("%1 runs").arg(runs);
    if (groups > 0 && groups < comparison->runs.size())
        words = groups == 1 ? tr("%1, one experiment").arg(words) : tr("%1, %2 experiments").arg(words).arg(groups);
    m_title->setText(tr("Compare"), words);
}

QString CompareView::title() const { return m_title->text(); }

QString CompareView::problems() const { return m_problems->text(); }

// ---- routes --------------------------------------------------------------------------------------------------------

void CompareView::offerRoutes(std::size_t index, const QPoint& at) {
    const auto shown = comparison();
    if (index >= shown->points.size()) return;
    const ComparedPoint& point = shown->points[index];
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("routesOfPoint"));
    for (const std::size_t i : point.runs) {
        const ComparedRun& run = shown->runs[i];
        const QString folder = QString::fromStdString(run.folder.string());
        // Each run's own route of that depth: searches may have found different ones.
        Route route = point.mean.slots;
        if (const auto own = run.depths.find(point.depth); point.kind == ComparedPoint::Kind::Depth && own != run.depths.end())
            route = own->second.slots;
        menu->addAction(tr("Show %1 in %2 (seed %3)").arg(layersText(point.depth), QString::fromStdString(run.name)).arg(run.seed), this,
                        [this, folder, route] { Q_EMIT routeChosen(folder, route); });
    }
    menu->popup(at);
}

void CompareView::chooseCell(int group, int depth) {
    const auto shown = comparison();
    for (std::size_t i = 0; i < shown->points.size(); ++i) {
        const ComparedPoint& point = shown->points[i];
        if (point.kind != ComparedPoint::Kind::Depth || static_cast<int>(point.group) != group || point.depth != depth) continue;
        if (point.runs.size() > 1) return offerRoutes(i, QCursor::pos());
        const ComparedRun& run = shown->runs[point.runs.front()];
        Q_EMIT routeChosen(QString::fromStdString(run.folder.string()), run.depths.at(depth).slots);
        return;
    }
}

}  // namespace layerlab
