#include "ui/shell/render_runs.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QSet>
#include <QTextStream>
#include <algorithm>
#include <exception>

#include "engine/data/task_files.h"
#include "engine/experiment/cost.h"
#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/compare/report_file.h"

namespace layerlab {

namespace {

constexpr QSize chart_size(900, 520);
constexpr int canvas_width = 900;
constexpr int canvas_row = 46, canvas_frame = 190;  // a slot, and what stands around the stack
constexpr int canvas_tallest = 4000;
constexpr double pixels_a_point = 2;

// stage: from 0.
QString drawCanvas(const Experiment& experiment, const TaskSize& task_size, int stage, const QString& name, const QString& path) {
    StackCanvas canvas;
    const int wanted = canvas_frame + canvas_row * slotCount(experiment.model);
    const QSize size(canvas_width, qBound(500, wanted, canvas_tallest));
    canvas.setExperiment(experiment, task_size);
    canvas.setStage(stage);
    const auto number = static_cast<std::size_t>(stage);
    canvas.setHeading(name, experiment.stages.size() > 1 ? QString::fromStdString(experiment.stages[number].name) : QString());
    if (canvas.render(size, pixels_a_point).save(path)) return {};
    return QStringLiteral("%1 cannot be written").arg(QDir::toNativeSeparators(path));
}

// The report of runs, as a page and for printing. False: one of them could not be written.
bool writeReports(const QStringList& runs, const QString& folder, QTextStream& out, QTextStream& err) {
    bool fine = true;
    for (const char* name : {"report.html", "report.pdf"}) {
        const QString path = QDir(folder).filePath(QLatin1String(name));
        if (const QString wrong = saveReport(runs, "valid", path); !wrong.isEmpty()) {
            err << "layerlab: " << wrong << '\n';
            fine = false;
        } else {
            out << path << '\n';
        }
    }
    return fine;
}

// Every picture of one run. False: one of them could not be written.
bool renderRun(const QString& run, const QString& folder, QTextStream& out, QTextStream& err) {
    const Experiment experiment = readRunExperiment(run.toStdString());
    TrainingCharts charts;
    charts.resize(chart_size.width(), chart_size.height() * 3);
    for (const Event& event : resolved(readEvents(run.toStdString()))) charts.append(event);
    charts.refresh();

    bool fine = true;
    const auto report = [&](const QString& path, const QString& wrong) {
        if (wrong.isEmpty()) {
            out << path << '\n';
            return;
        }
        err << "layerlab: " << wrong << '\n';
        fine = false;
    };
    const std::pair<ChartView*, const char*> pictures[] = {{charts.lossChart(), "loss"},
                                                           {charts.depthChart(), "accuracy_by_depth"},
                                                           {charts.historyChart(), "accuracy_over_time"},
                                                           {charts.difficultyChart(), "accuracy_by_difficulty"},
                                                           {charts.techniqueChart(), "technique"}};
    for (const auto& [chart, name] : pictures) {
        if (chart == charts.difficultyChart() && !charts.difficultyChart()->hasDifficulty()) continue;
        if (chart == charts.techniqueChart() && !charts.techniqueChart()->hasValues()) continue;
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = QDir(folder).filePath(QStringLiteral("%1.%2").arg(name, ending));
            report(path, chart->saveTo(path, chart_size));
        }
    }
    if (charts.confusionChart()->hasMatrix())
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = QDir(folder).filePath(QStringLiteral("answers_by_label.%1").arg(ending));
            report(path, charts.confusionChart()->saveTo(path, chart_size));
        }
    const int stages = std::max(1, static_cast<int>(experiment.stages.size()));
    const TaskSize size =
        knownTaskSize(run.toStdString(), experiment, static_cast<std::size_t>(stages - 1)).value_or(expectedTaskSize(experiment.task));
    const auto canvas = [&](int stage, const QString& file) {
        const QString path = QDir(folder).filePath(file);
        report(path, drawCanvas(experiment, size, stage, QFileInfo(run).fileName(), path));
    };
    for (int stage = 0; stage < stages && stages > 1; ++stage) canvas(stage, QStringLiteral("canvas_stage_%1.png").arg(stage + 1));
    canvas(stages - 1, QStringLiteral("canvas.png"));
    return writeReports({run}, folder, out, err) && fine;
}

}  // namespace

int renderRuns(const QStringList& runs, const QString& folder) {
    QTextStream out(stdout), err(stderr);
    for (const QString& run : runs)
        if (!QFileInfo(QDir(run).filePath(QStringLiteral("experiment.yaml"))).isFile()) {
            err << "layerlab: " << run << " is no run folder (it has no experiment.yaml); name a folder of a library\n";
            return 2;
        }
    bool fine = true;
    QSet<QString> taken;
    QStringList absolutes;
    for (const QString& run : runs) {
        const QString absolute = QDir(run).canonicalPath();
        absolutes << absolute;
        QString to = folder;
        if (runs.size() > 1) {
            QString name = QFileInfo(absolute).fileName();
            // Runs of two libraries may have one name.
            for (int number = 2; taken.contains(name); ++number)
                name = QStringLiteral("%1-%2").arg(QFileInfo(absolute).fileName()).arg(number);
            taken << name;
            to = QDir(folder).filePath(name);
        }
        if (!QDir().mkpath(to)) {
            err << "layerlab: the folder " << to << " cannot be made; choose another with --to\n";
            return 1;
        }
        try {
            fine = renderRun(absolute, to, out, err) && fine;
        } catch (const std::exception& error) {
            err << "layerlab: " << run << ": " << error.what() << '\n';
            fine = false;
        }
    }
    // Of several runs what they are beside each other, too.
    if (runs.size() > 1) fine = writeReports(absolutes, folder, out, err) && fine;
    return fine ? 0 : 1;
}

}  // namespace layerlab
