// How fast the runs table is with thousands of runs (--runs N, 5,000 by default): prints a line of JSON for each thing that a person
// does, with its whole time and the longest time for which the window would not have answered. Exits with 1 if that is over 0.2 s.
#include <QtWidgets>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "ui/library/filter_line.h"
#include "ui/library/runs_table.h"
#include "ui/theme.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

constexpr double longest_allowed_s = 0.2;
constexpr int seeds = 50, rates = 5;

void makeLibrary(const fs::path& library, int runs) {
    for (int number = 1; number <= runs; ++number) {
        Experiment experiment;
        experiment.name = "hops";
        experiment.seed = static_cast<std::uint64_t>(number % seeds);
        experiment.techniques.layer_drop.emplace();
        experiment.techniques.layer_drop->rate = 0.1 * (number % rates + 1);
        char name[32];
        std::snprintf(name, sizeof name, "hops-%04d", number);
        const fs::path run = library / name;
        fs::create_directories(run);
        std::ofstream(run / "experiment.yaml") << writeExperiment(expanded(experiment), true);
        std::ofstream(run / "run.json") << nlohmann::json{{"status", "finished"},
                                                          {"started", number},
                                                          {"seconds", 60 + number % 100},
                                                          {"techniques", "LayerDrop"},
                                                          {"parameters", 302981},
                                                          {"accuracy_full", 0.5 + 0.4 * (number % 97) / 97},
                                                          {"accuracy_half", 0.4 + 0.4 * (number % 89) / 89}};
    }
}

// The longest time between two turns of the event loop.
class Watch : public QObject {
public:
    Watch() { startTimer(0); }
    double longest() {
        const double seconds = m_longest;
        m_longest = 0;
        m_clock.start();
        return seconds;
    }

protected:
    void timerEvent(QTimerEvent*) override {
        if (m_clock.isValid()) m_longest = std::max(m_longest, static_cast<double>(m_clock.nsecsElapsed()) * 1e-9);
        m_clock.start();
    }

private:
    QElapsedTimer m_clock;
    double m_longest = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLabBench"));
    const qsizetype given = application.arguments().indexOf(QStringLiteral("--runs"));
    const int runs = given < 0 ? 5000 : application.arguments().value(given + 1).toInt();
    if (runs < 1) {
        std::fprintf(stderr, "--runs takes a number above 0\n");
        return 2;
    }
    QTemporaryDir folder;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
    setTheme(Theme::light());
    const fs::path library = folder.filePath(QStringLiteral("library")).toStdString();
    makeLibrary(library, runs);

    RunsTable table(QString::fromStdString(library.string()));
    table.resize(1100, 600);
    Watch watch;
    double worst = 0;
    const auto rows = [&table] { return table.view()->model()->rowCount(); };
    const auto time = [&](const char* what, const std::function<void()>& act, const std::function<bool()>& done) {
        QElapsedTimer clock;
        watch.longest();
        clock.start();
        act();
        while (!done()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        QCoreApplication::processEvents();  // with what it draws
        const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9, longest = watch.longest();
        worst = std::max(worst, longest);
        std::printf("%s\n",
                    nlohmann::json{{"name", what}, {"runs", runs}, {"seconds", seconds}, {"longest_stall_s", longest}}.dump().c_str());
        std::fflush(stdout);
    };
    const auto at_once = [] { return true; };
    bool listed = false;
    QObject::connect(&table, &RunsTable::listed, [&listed] { listed = true; });
    const auto isListed = [&listed] { return std::exchange(listed, false); };
    time(
        "list", [&] { table.show(); }, isListed);
    time(
        "list again", [&] { table.refresh(); }, isListed);
    time(
        "sort by accuracy", [&] { table.view()->sortByColumn(RunsModel::FullDepth, Qt::DescendingOrder); }, at_once);
    time(
        "filter accuracy>0.8", [&] { table.filterLine()->line()->setText(QStringLiteral("accuracy>0.8")); }, at_once);
    time(
        "clear the filter", [&] { table.filterLine()->clear(); }, at_once);
    time(
        "select all", [&] { table.view()->selectAll(); }, at_once);
    table.view()->clearSelection();
    time(
        "group by experiment", [&] { table.groupBy(QStringLiteral("experiment")); }, [&] { return rows() == runs + 1; });
    time(
        "group by seed", [&] { table.groupBy(QStringLiteral("seed")); }, [&] { return rows() == runs + std::min(runs, seeds); });
    time(
        "group by rate", [&] { table.groupBy(QStringLiteral("techniques.layer_drop.rate")); },
        [&] { return rows() == runs + std::min(runs, rates); });
    time(
        "sort in groups", [&] { table.view()->sortByColumn(RunsModel::HalfDepth, Qt::AscendingOrder); }, at_once);
    time(
        "no groups", [&] { table.groupBy({}); }, [&] { return rows() == runs; });
    time(
        "filter seed:7", [&] { table.filterLine()->line()->setText(QStringLiteral("seed:7")); }, at_once);
    return worst > longest_allowed_s ? 1 : 0;
}
